// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "octets.h"

#include "tls/crypto_library.h"
#include "tls/key_schedule.h"
#include "tls/record.h"

#include <openssl/hmac.h>

namespace telltale::tls::test {

inline base::ByteBuffer number(std::uint64_t value, std::size_t size)
{
    base::ByteBuffer out(size);
    for (std::size_t i = 0; i < size; ++i)
        out[size - 1 - i] = static_cast<std::uint8_t>(value >> (8 * i));
    return out;
}

inline base::ByteBuffer fromText(std::string_view text)
{
    return base::toBuffer(base::asBytes(text));
}

/// HMAC over a record as TLS 1.0 to 1.2 make it.
inline base::ByteBuffer macOf(const base::ByteBuffer &key, std::uint64_t sequence, ContentType type,
    std::uint16_t version, const base::ByteBuffer &content)
{
    const auto covered = number(sequence, 8) + number(static_cast<std::uint8_t>(type), 1) + number(version, 2)
        + number(content.size(), 2) + content;
    base::ByteBuffer out(20);
    HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), covered.data(), covered.size(), out.data(), nullptr);
    return out;
}

inline base::ByteBuffer encrypt(const EVP_CIPHER *cipher, const base::ByteBuffer &key, const base::ByteBuffer &iv,
    const base::ByteBuffer &plain, const base::ByteBuffer &covered = {})
{
    const CipherContext context(EVP_CIPHER_CTX_new());
    base::ByteBuffer out(plain.size() + 32);
    int size = 0, ignored = 0;
    EVP_EncryptInit_ex(context.get(), cipher, nullptr, key.data(), iv.empty() ? nullptr : iv.data());
    EVP_CIPHER_CTX_set_padding(context.get(), 0);
    if (!covered.empty())
        EVP_EncryptUpdate(context.get(), nullptr, &ignored, covered.data(), static_cast<int>(covered.size()));
    EVP_EncryptUpdate(context.get(), out.data(), &size, plain.data(), static_cast<int>(plain.size()));
    EVP_EncryptFinal_ex(context.get(), out.data() + size, &ignored);
    out.resize(static_cast<std::size_t>(size));
    if (!covered.empty()) {
        base::ByteBuffer tag(16);
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, 16, tag.data());
        out = out + tag;
    }
    return out;
}

/// A TLS 1.3 record's fragment under AES-128-GCM: content, type and padding.
inline base::ByteBuffer seal13(const base::ByteBuffer &key, base::ByteBuffer iv, std::uint64_t sequence,
    const base::ByteBuffer &content, ContentType type, std::size_t padding = 0)
{
    const auto mask = number(sequence, 8);
    for (std::size_t i = 0; i < 8; ++i)
        iv[4 + i] ^= mask[i];
    const auto inner = content + number(static_cast<std::uint8_t>(type), 1) + base::ByteBuffer(padding, 0);
    return encrypt(EVP_aes_128_gcm(), key, iv, inner, octets("170303") + number(inner.size() + 16, 2));
}

/// The same from a traffic secret.
inline base::ByteBuffer seal13(const base::ByteBuffer &secret, std::uint64_t sequence, const base::ByteBuffer &content,
    ContentType type = ContentType::applicationData)
{
    const auto keys = trafficKeys(Hash::sha256, secret, 16);
    return seal13(base::toBuffer(keys.key.view()), base::toBuffer(keys.iv.view()), sequence, content, type);
}

inline Record appData(const base::ByteBuffer &fragment, std::uint16_t version = 0x0303)
{
    return {ContentType::applicationData, version, fragment};
}

} // namespace telltale::tls::test
