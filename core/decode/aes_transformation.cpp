// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/aes_transformation.h"

#include <algorithm>
#include <cctype>
#include <memory>
#include <openssl/evp.h>

namespace telltale::decode {

namespace {

constexpr std::size_t block = 16; ///< also the size of a GCM tag
constexpr std::size_t largest = 64U << 20;
constexpr std::size_t longestIv = 64;

struct Deleter {
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
    void operator()(EVP_CIPHER *cipher) const { EVP_CIPHER_free(cipher); }
};

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
        [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
    return out;
}

const char *nameOf(AesTransformation::Mode mode)
{
    using Mode = AesTransformation::Mode;
    switch (mode) {
    case Mode::ecb:
        return "ecb";
    case Mode::cbc:
        return "cbc";
    case Mode::ctr:
        return "ctr";
    case Mode::gcm:
        break;
    }
    return "gcm";
}

enum class Way : int { decrypting = 0, encrypting = 1 };

struct Prepared {
    std::unique_ptr<EVP_CIPHER, Deleter> cipher;
    std::unique_ptr<EVP_CIPHER_CTX, Deleter> context; ///< null: sizes are wrong, or the library has no such cipher
};

Prepared prepare(const AesTransformation &aes, Way way, base::ByteView key, base::ByteView iv)
{
    using Mode = AesTransformation::Mode;
    const bool gcm = aes.mode == Mode::gcm;
    const bool keyFits = key.size() == 16 || key.size() == 24 || key.size() == 32;
    const bool ivFits = aes.mode == Mode::ecb || (gcm ? !iv.empty() && iv.size() <= longestIv : iv.size() == block);
    if (!keyFits || !ivFits)
        return {};
    Prepared made{
        std::unique_ptr<EVP_CIPHER, Deleter>(EVP_CIPHER_fetch(nullptr, aes.step(key.size()).c_str(), nullptr)),
        std::unique_ptr<EVP_CIPHER_CTX, Deleter>(EVP_CIPHER_CTX_new())};
    EVP_CIPHER_CTX *context = made.context.get();
    const auto *start = aes.mode == Mode::ecb ? nullptr : iv.data();
    if (!made.cipher || context == nullptr
        || EVP_CipherInit_ex2(context, made.cipher.get(), nullptr, nullptr, static_cast<int>(way), nullptr) != 1
        || (gcm && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN, static_cast<int>(iv.size()), nullptr) != 1)
        || EVP_CipherInit_ex2(context, nullptr, key.data(), start, static_cast<int>(way), nullptr) != 1)
        return {};
    EVP_CIPHER_CTX_set_padding(context, aes.padded ? 1 : 0);
    return made;
}

} // namespace

std::optional<AesTransformation> AesTransformation::read(std::string_view name)
{
    const std::string text = lower(name);
    if (text == "aes")
        return AesTransformation{};
    if (!text.starts_with("aes/"))
        return std::nullopt;
    const auto slash = text.find('/', 4);
    const std::string mode = text.substr(4, slash == std::string::npos ? std::string::npos : slash - 4);
    const std::string padding = slash == std::string::npos ? "" : text.substr(slash + 1);
    for (const Mode known : {Mode::ecb, Mode::cbc, Mode::ctr, Mode::gcm}) {
        if (mode == nameOf(known))
            return AesTransformation{known, (known == Mode::ecb || known == Mode::cbc) && padding != "nopadding"};
    }
    return std::nullopt;
}

std::string AesTransformation::step(std::size_t keyOctets) const
{
    return "aes-" + std::to_string(keyOctets * 8) + "-" + nameOf(mode);
}

std::optional<base::ByteBuffer> AesTransformation::decrypt(
    base::ByteView key, base::ByteView iv, base::ByteView encrypted) const
{
    const std::size_t tag = mode == Mode::gcm ? block : 0;
    if (encrypted.size() <= tag || encrypted.size() > largest)
        return std::nullopt;
    const base::ByteView text = encrypted.first(encrypted.size() - tag);
    const Prepared prepared = prepare(*this, Way::decrypting, key, iv);
    EVP_CIPHER_CTX *context = prepared.context.get();
    if (context == nullptr)
        return std::nullopt;
    base::ByteBuffer plain(text.size() + block),
        expected(encrypted.end() - static_cast<std::ptrdiff_t>(tag), encrypted.end());
    int written = 0, last = 0;
    if (EVP_DecryptUpdate(context, plain.data(), &written, text.data(), static_cast<int>(text.size())) != 1
        || (tag != 0
            && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag), expected.data()) != 1)
        || EVP_DecryptFinal_ex(context, plain.data() + written, &last) != 1)
        return std::nullopt;
    plain.resize(static_cast<std::size_t>(written) + static_cast<std::size_t>(last));
    return plain;
}

std::optional<base::ByteBuffer> AesTransformation::encrypt(
    base::ByteView key, base::ByteView iv, base::ByteView plain) const
{
    if (plain.empty() || plain.size() > largest)
        return std::nullopt;
    const Prepared prepared = prepare(*this, Way::encrypting, key, iv);
    EVP_CIPHER_CTX *context = prepared.context.get();
    if (context == nullptr)
        return std::nullopt;
    const std::size_t tag = mode == Mode::gcm ? block : 0;
    base::ByteBuffer encrypted(plain.size() + block);
    int written = 0, last = 0;
    if (EVP_EncryptUpdate(context, encrypted.data(), &written, plain.data(), static_cast<int>(plain.size())) != 1
        || EVP_EncryptFinal_ex(context, encrypted.data() + written, &last) != 1)
        return std::nullopt;
    const std::size_t size = static_cast<std::size_t>(written) + static_cast<std::size_t>(last);
    encrypted.resize(size + tag);
    if (tag != 0
        && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, static_cast<int>(tag), encrypted.data() + size) != 1)
        return std::nullopt;
    return encrypted;
}

} // namespace telltale::decode
