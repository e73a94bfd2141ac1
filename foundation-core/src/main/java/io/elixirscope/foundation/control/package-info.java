/// The control socket of a running node: how a terminal on the same machine asks it.
///
/// [ControlSocket][io.elixirscope.foundation.control.ControlSocket] answers, a
/// [ControlVerb][io.elixirscope.foundation.control.ControlVerb] is one kind of question,
/// [ControlClient][io.elixirscope.foundation.control.ControlClient] asks. Who may enter the socket's directory may
/// ask: its owner, and root.
///
/// The protocol, version 1, in UTF-8. A connection carries one request, one JSON object ended by a line end, of at
/// most 65,536 bytes, sent within 10 s:
/// ```
/// {"v":1,"verb":"errors","args":{"limit":5}}
/// ```
/// The reply is any number of lines `{"item":…}`, then exactly one `{"end":{"exit":0}}` or
/// `{"error":…}`. While a verb waits for news it sends a line `{"alive":true}` every 4 s, which says
/// nothing but that the node is there. Whoever asks keeps both directions open: closing cancels. Who does not read for
/// 10 s is cut off. At most 8 connections at a time; a further one is answered with an error.
///
/// No answer needs a virtual thread: a node whose virtual threads are all busy still answers.
package io.elixirscope.foundation.control;
