"""Staff, sign-in accounts, teams, roles, permissions and substitutions. It never knows a citizen or a case."""
