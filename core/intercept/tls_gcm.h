// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace telltale::intercept {

/// AES-GCM for TLS: OpenSSL's own, but for one question. libssl 3.0 asks a cipher three times a record how long
/// its IV is, by name, and has the answer after a search among many names, which is some hundredths of all a
/// relay does. Here the answer is known: 12 octets (RFC 5116 section 5.1, as RFC 5288 section 3 and RFC 8446
/// section 5.3 use it), and a context of any other length is refused.
///
/// The property query (property(7)) with which SSL_CTX_new_ex() prefers it. The first call registers it with
/// the default library context. Null with another OpenSSL than 3.0, which is used as it is: later ones keep
/// the answer themselves.
const char *preferTlsGcm();

} // namespace telltale::intercept
