"""What a class came to as a whole: for the instructor, as a page and as a few lines."""
