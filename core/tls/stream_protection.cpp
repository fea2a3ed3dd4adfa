// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/stream_protection.h"

namespace telltale::tls {

StreamProtection::StreamProtection(std::uint16_t version, const CipherSuite &suite, const DirectionKeys &keys)
    : m_mac(version, suite.mac, keys.mac)
{
    if (suite.bulk == Bulk::null) {
        m_usable = m_mac.usable();
        return;
    }
    const EVP_CIPHER *cipher = CryptoLibrary::instance().cipher(suite.bulk);
    m_context.reset(EVP_CIPHER_CTX_new());
    m_usable = m_context && cipher != nullptr && m_mac.usable()
        && keys.key.size() == static_cast<std::size_t>(EVP_CIPHER_get_key_length(cipher))
        && EVP_DecryptInit_ex2(m_context.get(), cipher, keys.key.data(), nullptr, nullptr) == 1;
}

std::optional<base::ByteView> StreamProtection::open(
    const Record &record, std::uint64_t sequence, base::ByteBuffer &scratch)
{
    base::ByteView plain = record.fragment;
    if (m_context) {
        if (scratch.size() < plain.size() + 1)
            scratch.resize(plain.size() + 1);
        int written = 0;
        if (!plain.empty()
            && EVP_DecryptUpdate(
                   m_context.get(), scratch.data(), &written, plain.data(), static_cast<int>(plain.size()))
                != 1)
            return std::nullopt;
        plain = base::ByteView(scratch.data(), record.fragment.size());
    }
    if (plain.size() < m_mac.size())
        return std::nullopt;
    const auto content = plain.first(plain.size() - m_mac.size());
    if (!m_mac.verify(record, sequence, content, plain.last(m_mac.size())))
        return std::nullopt;
    return content;
}

std::optional<base::ByteView> UncheckedNullProtection::open(const Record &record, std::uint64_t, base::ByteBuffer &)
{
    if (record.fragment.size() < m_macBytes)
        return std::nullopt;
    return record.fragment.first(record.fragment.size() - m_macBytes);
}

} // namespace telltale::tls
