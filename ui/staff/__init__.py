"""What clerks work with."""
