"""Pages of the column and of the editor's desk."""
