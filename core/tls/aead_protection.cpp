// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/aead_protection.h"

#include <algorithm>

namespace telltale::tls {

AeadProtection::AeadProtection(std::uint16_t version, const CipherSuite &suite, const DirectionKeys &keys)
    : m_context(EVP_CIPHER_CTX_new())
    , m_tagBytes(suite.tagBytes)
    , m_explicitBytes(version < 0x0304 && suite.bulk != Bulk::chacha20Poly1305 ? 8 : 0)
    , m_tls13(version >= 0x0304)
    , m_ccm(suite.bulk == Bulk::aes128Ccm || suite.bulk == Bulk::aes256Ccm)
{
    const EVP_CIPHER *cipher = CryptoLibrary::instance().cipher(suite.bulk);
    if (!m_context || cipher == nullptr || keys.iv.size() != m_iv.size() - m_explicitBytes)
        return;
    std::copy(keys.iv.begin(), keys.iv.end(), m_iv.begin());
    EVP_CIPHER_CTX *context = m_context.get();
    if (EVP_DecryptInit_ex2(context, cipher, nullptr, nullptr, nullptr) != 1
        || EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN, static_cast<int>(m_iv.size()), nullptr) != 1)
        return;
    if (m_ccm && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, static_cast<int>(m_tagBytes), nullptr) != 1)
        return;
    m_usable = keys.key.size() == static_cast<std::size_t>(EVP_CIPHER_get_key_length(cipher))
        && EVP_DecryptInit_ex2(context, nullptr, keys.key.data(), nullptr, nullptr) == 1;
}

AeadProtection::Nonce AeadProtection::nonce(const Record &record, std::uint64_t sequence) const
{
    Nonce nonce = m_iv;
    if (m_explicitBytes != 0) {
        std::copy_n(record.fragment.begin(), m_explicitBytes, nonce.begin() + 4);
        return nonce;
    }
    for (std::size_t i = 0; i < 8; ++i)
        nonce[11 - i] ^= static_cast<std::uint8_t>(sequence >> (8 * i));
    return nonce;
}

std::optional<base::ByteView> AeadProtection::open(
    const Record &record, std::uint64_t sequence, base::ByteBuffer &scratch)
{
    if (record.fragment.size() < m_explicitBytes + m_tagBytes)
        return std::nullopt;
    const auto sealed = record.fragment.subspan(m_explicitBytes, record.fragment.size() - m_explicitBytes - m_tagBytes);
    const auto tag = record.fragment.last(m_tagBytes);
    const auto type = static_cast<std::uint8_t>(record.type);
    const auto high = [](std::size_t value) { return static_cast<std::uint8_t>(value >> 8); };
    const auto low = [](std::size_t value) { return static_cast<std::uint8_t>(value); };
    std::array<std::uint8_t, 13> header{};
    for (std::size_t i = 0; i < 8; ++i)
        header[7 - i] = static_cast<std::uint8_t>(sequence >> (8 * i));
    // TLS 1.3 covers the record header as sent, TLS 1.2 the plaintext's length.
    const std::size_t length = m_tls13 ? record.fragment.size() : sealed.size();
    header[8] = type;
    header[9] = high(record.version);
    header[10] = low(record.version);
    header[11] = high(length);
    header[12] = low(length);
    const base::ByteView covered = base::ByteView(header).subspan(m_tls13 ? 8 : 0);
    if (scratch.size() < sealed.size() + 1)
        scratch.resize(sealed.size() + 1);
    if (!decrypt(nonce(record, sequence), covered, sealed, tag, scratch.data()))
        return std::nullopt;
    return base::ByteView(scratch.data(), sealed.size());
}

bool AeadProtection::decrypt(
    const Nonce &nonce, base::ByteView header, base::ByteView sealed, base::ByteView tag, std::uint8_t *out)
{
    EVP_CIPHER_CTX *context = m_context.get();
    int written = 0;
    // OpenSSL only reads the tag, but takes it through a pointer that is not const.
    void *expected = const_cast<std::uint8_t *>(tag.data());
    if (EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag.size()), expected) != 1
        || EVP_DecryptInit_ex2(context, nullptr, nullptr, nonce.data(), nullptr) != 1)
        return false;
    if (m_ccm && EVP_DecryptUpdate(context, nullptr, &written, nullptr, static_cast<int>(sealed.size())) != 1)
        return false;
    if (EVP_DecryptUpdate(context, nullptr, &written, header.data(), static_cast<int>(header.size())) != 1)
        return false;
    // An empty message still needs this call in CCM, where it checks the tag.
    static constexpr std::uint8_t nothing = 0;
    const std::uint8_t *in = sealed.empty() ? &nothing : sealed.data();
    if ((m_ccm || !sealed.empty())
        && EVP_DecryptUpdate(context, out, &written, in, static_cast<int>(sealed.size())) != 1)
        return false;
    return m_ccm || EVP_DecryptFinal_ex(context, out + sealed.size(), &written) == 1;
}

} // namespace telltale::tls
