// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/leaf_certificates.h"

#include "intercept/certificate_parts.h"
#include "intercept/client_hello.h"
#include "net/address.h"

#include <algorithm>
#include <openssl/x509v3.h>

namespace telltale::intercept {

namespace {

constexpr std::int64_t day = 86'400 * base::nanosecondsPerSecond;
constexpr std::int64_t backDated = 2 * day, longest = 199 * day;
/// A kept leaf with less left is made anew, so that none expires during a connection's first seconds.
constexpr std::int64_t leastLeft = 3600 * base::nanosecondsPerSecond;

} // namespace

LeafCertificates::LeafCertificates(const CertificateAuthority &authority, PrivateKey key, std::size_t most)
    : m_authority(&authority)
    , m_key(std::move(key))
    , m_most(std::max<std::size_t>(most, 1))
{
}

base::Result<LeafCertificates> LeafCertificates::begin(const CertificateAuthority &authority, std::size_t most)
{
    auto key = makeKey();
    if (!key)
        return key.error();
    return LeafCertificates(authority, std::move(key.value()), most);
}

Certificate LeafCertificates::make(const std::string &name, base::Timestamp now) const
{
    X509 *issuer = m_authority->certificate();
    const auto address = net::IpAddress::parse(name);
    if (!address && !isHostName(name))
        return nullptr;
    const base::Timestamp end = endOf(issuer);
    const base::Timestamp from{std::max(now.nanoseconds - backDated, startOf(issuer).nanoseconds)};
    const base::Timestamp until{std::min(from.nanoseconds + longest, end.nanoseconds)};
    if (until <= now)
        return nullptr;
    Certificate leaf = beginCertificate(m_key.get(), from, until);
    if (!leaf)
        return nullptr;
    X509 *raw = leaf.get();
    // A common name holds 64 characters (RFC 5280 appendix A.1); longer names stand in the SAN alone, which
    // is then critical because the subject is empty.
    const bool named = name.size() <= 64;
    const auto *text = reinterpret_cast<const unsigned char *>(name.data());
    const bool made = (!named
                          || X509_NAME_add_entry_by_NID(X509_get_subject_name(raw), NID_commonName, MBSTRING_UTF8, text,
                                 static_cast<int>(name.size()), -1, 0)
                              == 1)
        && X509_set_issuer_name(raw, X509_get_subject_name(issuer)) == 1
        && addExtension(raw, issuer, NID_subject_alt_name,
            std::string(named ? "" : "critical,") + (address ? "IP:" : "DNS:") + name)
        && addExtension(raw, issuer, NID_basic_constraints, "critical,CA:FALSE")
        && addExtension(raw, issuer, NID_key_usage, "critical,digitalSignature")
        && addExtension(raw, issuer, NID_ext_key_usage, "serverAuth")
        && addExtension(raw, issuer, NID_authority_key_identifier, "keyid")
        && X509_sign(raw, m_authority->key(), EVP_sha256()) != 0;
    return made ? std::move(leaf) : nullptr;
}

X509 *LeafCertificates::leafFor(const std::string &name, base::Timestamp now)
{
    if (const auto found = m_byName.find(name); found != m_byName.end()) {
        const auto leaf = found->second;
        const bool mayStay =
            leaf->until.nanoseconds - leastLeft > now.nanoseconds || leaf->until == endOf(m_authority->certificate());
        if (mayStay && leaf->until > now) {
            m_leaves.splice(m_leaves.begin(), m_leaves, leaf);
            return leaf->certificate.get();
        }
        m_leaves.erase(leaf);
        m_byName.erase(found);
    }
    Certificate made = make(name, now);
    if (!made)
        return nullptr;
    if (m_leaves.size() == m_most) {
        m_byName.erase(m_leaves.back().name);
        m_leaves.pop_back();
    }
    const auto until = endOf(made.get());
    m_leaves.push_front({name, std::move(made), until});
    m_byName[name] = m_leaves.begin();
    return m_leaves.front().certificate.get();
}

} // namespace telltale::intercept
