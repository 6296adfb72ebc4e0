"""Base templates, components, the access decorator and paging."""
