"""Letters (文书): composed once as plain text, then written as DOCX and PDF with the same words."""

from applications.services.letters.issue import issue_answer

__all__ = ["issue_answer"]
