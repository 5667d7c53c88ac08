"""The review desk on a laptop: its page and its engine on the loopback address, for one user.

Who may ask. Whoever started the server knows a random token; nobody else does, not even another user or another page
on the same machine. The address that is printed carries it behind `#`, which a browser never sends, so it is in no
request line, no log and no Referer; the page takes it out of the address bar, keeps it for its tab, and sends it as
`Authorization: Bearer` with each question. A cookie would be the other way. It was not taken: cookies of 127.0.0.1 go
to every port of it, so the server of any other program there would be handed the token, and a page of any other
port counts as the same site, to which SameSite sends it. A page elsewhere cannot set the header without asking first
(CORS), and is never answered. What needs no token are the files of the page, which hold nothing of the user.

The command that opens the browser is visible to other users while it runs. It therefore names an address that works
once, which leads on to the one with the token.

What a request must pass is in `gate`, in that order; what it costs at most is in `patience`.
"""

from fullcount_reports.desk.server.drafts import Draft
from fullcount_reports.desk.server.listening import DeskServer, listening
from fullcount_reports.desk.server.patience import Patience

__all__ = ["DeskServer", "Draft", "Patience", "listening"]
