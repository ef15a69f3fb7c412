"""The accessible twin of the PDF: the same report as one HTML file, without scripts and without anything from outside."""
