"""Leaders, who keep caseloads fair and waits short."""
