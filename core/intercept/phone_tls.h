// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "intercept/openssl_handle.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace telltale::intercept {

/// The relay's side towards the phones. Every secret that protects a connection is handed out as a line
/// of the NSS key log as soon as it exists, also on a resumed session.
class PhoneTls {
public:
    using KeyLine = std::function<void(std::string_view line)>; ///< without the line feed

    static base::Result<PhoneTls> begin(KeyLine keyLine);

    /// A server session that shows @p leaf. @p alpn is what the real server chose, empty for none; the phone
    /// is told the same. Null when memory is short.
    [[nodiscard]] TlsSession session(X509 *leaf, EVP_PKEY *key, const std::string &alpn) const;

private:
    PhoneTls(TlsContext context, std::unique_ptr<KeyLine> keyLine);

    std::unique_ptr<KeyLine> m_keyLine; ///< on the heap: OpenSSL keeps its address
    TlsContext m_context;
};

/// What became of a handshake with the phone, or of the time right after it, seen from OpenSSL's error
/// queue, which is empty afterwards.
struct PhoneRefusal {
    bool alert = false; ///< the phone said so; otherwise we found nothing in common with it
    std::string reason; ///< the alert's name (unknown_ca, bad_certificate …), or handshake_failed
    bool wantsEch = false; ///< RFC 9849: ech_required
};
PhoneRefusal refusalOf(unsigned long opensslError);

/// The two octets of alert level and description as a record that answers a ClientHello.
std::string fatalAlert(int description);

} // namespace telltale::intercept
