// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/block_protection.h"

#include <algorithm>

namespace telltale::tls {

BlockProtection::BlockProtection(
    std::uint16_t version, const CipherSuite &suite, bool encryptThenMac, const DirectionKeys &keys)
    : m_context(EVP_CIPHER_CTX_new())
    , m_mac(version, suite.mac, keys.mac)
    , m_blockBytes(suite.blockBytes)
    , m_ssl3(version == 0x0300)
    , m_explicitIv(version >= 0x0302)
    , m_encryptThenMac(encryptThenMac && !m_ssl3)
{
    if (!m_mac.usable() || keys.key.size() != suite.keyBytes || (!m_explicitIv && keys.iv.size() != m_blockBytes))
        return;
    if (!m_explicitIv)
        std::copy(keys.iv.begin(), keys.iv.end(), m_chained.begin());
    const EVP_CIPHER *cipher = CryptoLibrary::instance().cipher(suite.bulk);
    if (cipher == nullptr && suite.bulk == Bulk::idea) {
        m_idea.emplace(keys.key);
        m_usable = true;
        return;
    }
    m_usable = m_context && cipher != nullptr
        && keys.key.size() == static_cast<std::size_t>(EVP_CIPHER_get_key_length(cipher))
        && EVP_DecryptInit_ex2(m_context.get(), cipher, keys.key.data(), m_chained.data(), nullptr) == 1
        && EVP_CIPHER_CTX_set_padding(m_context.get(), 0) == 1;
}

/// The IV, where one is sent, and the ciphertext.
base::ByteView BlockProtection::sealedPart(const Record &record) const
{
    const std::size_t tag = m_encryptThenMac ? m_mac.size() : 0;
    return record.fragment.size() < tag ? base::ByteView() : record.fragment.first(record.fragment.size() - tag);
}

std::optional<base::ByteView> BlockProtection::open(
    const Record &record, std::uint64_t sequence, base::ByteBuffer &scratch)
{
    const auto sealed = sealedPart(record);
    const std::size_t minimum = m_blockBytes * (m_explicitIv ? 2 : 1);
    if (sealed.size() < minimum || sealed.size() % m_blockBytes != 0)
        return std::nullopt;
    if (m_encryptThenMac && !m_mac.verify(record, sequence, sealed, record.fragment.last(m_mac.size())))
        return std::nullopt;
    const auto iv = m_explicitIv ? sealed.first(m_blockBytes) : base::ByteView(m_chained).first(m_blockBytes);
    const auto body = sealed.subspan(m_explicitIv ? m_blockBytes : 0);
    if (scratch.size() < body.size() + m_blockBytes)
        scratch.resize(body.size() + m_blockBytes);
    if (!decrypt(iv, body, scratch.data()))
        return std::nullopt;
    const auto plain = unpadded(base::ByteView(scratch.data(), body.size()));
    if (!plain || m_encryptThenMac)
        return plain;
    if (plain->size() < m_mac.size())
        return std::nullopt;
    const auto content = plain->first(plain->size() - m_mac.size());
    if (!m_mac.verify(record, sequence, content, plain->last(m_mac.size())))
        return std::nullopt;
    return content;
}

bool BlockProtection::decrypt(base::ByteView iv, base::ByteView sealed, std::uint8_t *out)
{
    if (m_idea) {
        m_idea->decryptCbc(iv, sealed, out);
        return true;
    }
    int written = 0;
    return EVP_DecryptInit_ex2(m_context.get(), nullptr, nullptr, iv.data(), nullptr) == 1
        && EVP_DecryptUpdate(m_context.get(), out, &written, sealed.data(), static_cast<int>(sealed.size())) == 1;
}

std::optional<base::ByteView> BlockProtection::unpadded(base::ByteView plain) const
{
    const std::size_t padding = plain.back() + std::size_t{1};
    if (padding > plain.size() || (m_ssl3 && padding > m_blockBytes))
        return std::nullopt;
    // SSL 3.0 lets the other octets of the padding be anything.
    const auto octets = plain.last(padding);
    if (!m_ssl3 && !std::all_of(octets.begin(), octets.end(), [&](std::uint8_t o) { return o == plain.back(); }))
        return std::nullopt;
    return plain.first(plain.size() - padding);
}

void BlockProtection::passed(const Record &record)
{
    const auto sealed = sealedPart(record);
    if (!m_explicitIv && sealed.size() >= m_blockBytes)
        std::copy_n(sealed.end() - static_cast<std::ptrdiff_t>(m_blockBytes), m_blockBytes, m_chained.begin());
}

} // namespace telltale::tls
