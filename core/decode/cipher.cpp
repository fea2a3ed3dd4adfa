// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/cipher.h"

#include "decode/percent_text.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>

namespace telltale::decode {

namespace {

struct ContextDeleter {
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};

} // namespace

std::optional<base::ByteBuffer> decryptAes(
    AesMode mode, base::ByteView key, base::ByteView iv, base::ByteView encrypted)
{
    constexpr std::size_t block = 16;
    constexpr std::size_t largest = 64U << 20;
    const bool ivFits = mode == AesMode::ecb || iv.size() == block;
    if (key.size() != block || !ivFits || encrypted.empty() || encrypted.size() % block != 0
        || encrypted.size() > largest)
        return {};
    const std::unique_ptr<EVP_CIPHER_CTX, ContextDeleter> context(EVP_CIPHER_CTX_new());
    const EVP_CIPHER *cipher = mode == AesMode::ecb ? EVP_aes_128_ecb() : EVP_aes_128_cbc();
    if (!context
        || EVP_DecryptInit_ex(context.get(), cipher, nullptr, key.data(), iv.empty() ? nullptr : iv.data()) != 1)
        return {};
    base::ByteBuffer plain(encrypted.size() + block);
    int written = 0;
    int last = 0;
    if (EVP_DecryptUpdate(context.get(), plain.data(), &written, encrypted.data(), static_cast<int>(encrypted.size()))
            != 1
        || EVP_DecryptFinal_ex(context.get(), plain.data() + written, &last) != 1)
        return {};
    plain.resize(static_cast<std::size_t>(written) + static_cast<std::size_t>(last));
    return plain;
}

std::string md5Hex(std::string_view text)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_md5(), nullptr) != 1)
        return {};
    std::string hex;
    for (unsigned i = 0; i < size; ++i) {
        hex += "0123456789ABCDEF"[digest[i] >> 4];
        hex += "0123456789ABCDEF"[digest[i] & 0x0f];
    }
    return hex;
}

base::ByteBuffer octetsOfHex(std::string_view text)
{
    if (text.size() % 2 != 0 || !std::all_of(text.begin(), text.end(), [](char c) { return hexDigit(c) >= 0; }))
        return {};
    base::ByteBuffer octets(text.size() / 2);
    for (std::size_t i = 0; i < octets.size(); ++i)
        octets[i] = static_cast<std::uint8_t>(hexDigit(text[2 * i]) * 16 + hexDigit(text[2 * i + 1]));
    return octets;
}

} // namespace telltale::decode
