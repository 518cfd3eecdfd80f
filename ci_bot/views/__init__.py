"""Every sentence the bot says: from domain values to neutral messages, through gettext."""
