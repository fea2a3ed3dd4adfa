// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/record_mac.h"

#include "tls/prf.h"

#include <openssl/core_names.h>
#include <openssl/params.h>

#include <algorithm>
#include <array>
#include <string>

namespace telltale::tls {

namespace {

MacContext hmacContext(Hash hash, base::ByteView key)
{
    MacContext context(EVP_MAC_CTX_new(CryptoLibrary::instance().hmac()));
    const char *name = CryptoLibrary::digestName(hash);
    if (!context || name == nullptr)
        return {};
    std::string digest = name;
    const std::array params{
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0), OSSL_PARAM_construct_end()};
    if (EVP_MAC_init(context.get(), key.data(), key.size(), params.data()) != 1)
        return {};
    return context;
}

base::ByteBuffer ssl3Mac(Hash hash, base::ByteView key, base::ByteView header, base::ByteView content)
{
    const std::size_t padding = hash == Hash::md5 ? 48 : 40;
    const base::ByteBuffer pad1(padding, 0x36), pad2(padding, 0x5c);
    return digestOf(hash, {key, pad2, digestOf(hash, {key, pad1, header, content})});
}

} // namespace

RecordMac::RecordMac(std::uint16_t version, Hash hash, base::ByteView key)
    : m_hash(hash)
    , m_ssl3(version == 0x0300)
    , m_ssl3Key(m_ssl3 ? key : base::ByteView())
    , m_context(m_ssl3 ? MacContext() : hmacContext(hash, key))
{
}

bool RecordMac::verify(const Record &record, std::uint64_t sequence, base::ByteView content, base::ByteView tag)
{
    std::array<std::uint8_t, 13> header{};
    std::size_t at = 0;
    for (int shift = 56; shift >= 0; shift -= 8)
        header[at++] = static_cast<std::uint8_t>(sequence >> shift);
    header[at++] = static_cast<std::uint8_t>(record.type);
    if (!m_ssl3) {
        header[at++] = static_cast<std::uint8_t>(record.version >> 8);
        header[at++] = static_cast<std::uint8_t>(record.version);
    }
    header[at++] = static_cast<std::uint8_t>(content.size() >> 8);
    header[at++] = static_cast<std::uint8_t>(content.size());
    const base::ByteView head(header.data(), at);
    if (m_ssl3) {
        const auto expected = ssl3Mac(m_hash, m_ssl3Key.view(), head, content);
        return !expected.empty() && std::equal(expected.begin(), expected.end(), tag.begin(), tag.end());
    }
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> expected{};
    std::size_t size = 0;
    return EVP_MAC_init(m_context.get(), nullptr, 0, nullptr) == 1
        && EVP_MAC_update(m_context.get(), head.data(), head.size()) == 1
        && EVP_MAC_update(m_context.get(), content.data(), content.size()) == 1
        && EVP_MAC_final(m_context.get(), expected.data(), &size, expected.size()) == 1
        && std::equal(expected.begin(), expected.begin() + static_cast<std::ptrdiff_t>(size), tag.begin(), tag.end());
}

} // namespace telltale::tls
