// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "intercept/certificate_authority.h"

#include <cstddef>
#include <list>
#include <string>
#include <unordered_map>

namespace telltale::intercept {

/// Makes and keeps the certificates shown to phones: ECDSA P-256, one key a process that is never
/// written anywhere, the name as the only subjectAltName, back-dated two days, valid for at most 199 days
/// and never longer than the authority.
class LeafCertificates {
public:
    /// @p authority must live longer.
    static base::Result<LeafCertificates> begin(const CertificateAuthority &authority, std::size_t most);

    /// The certificate for a host name (isHostName) or an IP address in text form; valid until the next
    /// call. Null when it cannot be made, above all because the authority has expired.
    X509 *leafFor(const std::string &name, base::Timestamp now);
    [[nodiscard]] EVP_PKEY *key() const { return m_key.get(); }
    [[nodiscard]] std::size_t size() const { return m_leaves.size(); }

private:
    LeafCertificates(const CertificateAuthority &authority, PrivateKey key, std::size_t most);
    [[nodiscard]] Certificate make(const std::string &name, base::Timestamp now) const;

    struct Leaf {
        std::string name;
        Certificate certificate;
        base::Timestamp until;
    };
    const CertificateAuthority *m_authority;
    PrivateKey m_key;
    std::size_t m_most;
    std::list<Leaf> m_leaves; ///< the most recently used first
    std::unordered_map<std::string, std::list<Leaf>::iterator> m_byName;
};

} // namespace telltale::intercept
