"""Texts that several tests use."""

from __future__ import annotations

# A page of HTML with links, a table and a language of its own.
PAGE = """<!DOCTYPE html><html lang="fr"><head><title>Rapport</title></head><body>
<h1>Rapport</h1><p><a href="#fin">À la fin</a>, <a href="https://example.org/">ailleurs</a></p>
<h2>Eau</h2><table><caption>Prix</caption><thead><tr><th>Lieu</th><th>Prix</th></tr></thead>
<tbody><tr><th>Kamenge</th><td>4</td></tr></tbody></table><h2 id="fin">Fin</h2><p>Voilà.</p></body></html>
"""
