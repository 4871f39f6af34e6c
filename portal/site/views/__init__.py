"""Pages of the shell: the public frame, the workbench, and what machines ask for."""
