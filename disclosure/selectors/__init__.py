"""Reading the column: who sees which documents, in which order, with which counts."""
