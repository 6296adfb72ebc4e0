"""The rules of profiles: what a fact must say, who may say it, and what is known."""
