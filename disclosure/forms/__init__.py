"""Forms of the editor's desk."""
