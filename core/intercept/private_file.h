// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <openssl/crypto.h>
#include <string>
#include <string_view>

namespace telltale::intercept {

/// The content of a file with secrets; wiped when it goes.
class SecretText {
public:
    explicit SecretText(std::size_t room)
        : m_text(room, '\0')
    {
    }
    SecretText(SecretText &&other) noexcept
        : m_text(std::move(other.m_text))
    {
        other.wipe(); // a short text is copied by the move
    }
    SecretText &operator=(SecretText &&) = delete;
    ~SecretText() { wipe(); }

    [[nodiscard]] char *data() { return m_text.data(); }
    [[nodiscard]] std::size_t size() const { return m_text.size(); }
    void shrink(std::size_t size) { m_text.resize(size); }

private:
    void wipe() { OPENSSL_cleanse(m_text.data(), m_text.capacity()); }

    std::string m_text;
};

/// Reads a file of at most 64 KiB that only its owner may read. Refuses links, and files that others may
/// read or that belong to somebody else: who else knows the key is not known then.
base::Result<SecretText> readPrivateFile(const std::string &file);

/// Writes @p file, which lies in @p folder, whole or not at all, with mode 0600. Makes the folder (0700)
/// and its parents. The old file is there until the new one is on the disk.
base::Status writePrivateFile(const std::string &folder, const std::string &file, std::string_view content);

/// No error when there is no such file.
base::Status removePrivateFile(const std::string &file);

} // namespace telltale::intercept
