"""
The commands behind `./dev`.

They run before anything is installed, so they use the standard library only and never import `helevejen`.
"""
