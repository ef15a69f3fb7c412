"""Charts on paper. The standard is always drawn; shapes and words say what colours say, so a grey print tells the same."""
