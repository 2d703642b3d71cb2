"""What `briefpress watch --serve` shows on this machine: each brief as it is, and what is wrong with it.

    WatchEvents ─Board→ what is known of each brief ─pages→ HTML ─app→ a browser on this machine

`state` keeps what is known, `readings` looks into the PDF, `pages` sets it in templates, `guard` says
who may ask, `app` says what is answered, `server` runs it, and `connections` are those that it takes.
"""
