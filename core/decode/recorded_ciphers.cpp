// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/recorded_ciphers.h"

#include <utility>

namespace telltale::decode {

bool RecordedCiphers::add(RecordedCipher cipher)
{
    const std::size_t bytes = 2 * cipher.encrypted.size() + cipher.plain.size() + cipher.note.size();
    if (cipher.encrypted.size() < shortest || m_ciphers.size() >= mostRecords || bytes > mostBytes - m_bytes)
        return false;
    std::string encrypted(base::asText(cipher.encrypted));
    if (!m_ciphers.try_emplace(std::move(encrypted), std::move(cipher)).second)
        return true;
    m_bytes += bytes;
    return true;
}

const RecordedCipher *RecordedCiphers::find(base::ByteView encrypted) const
{
    if (encrypted.size() < shortest)
        return nullptr;
    const auto found = m_ciphers.find(std::string(base::asText(encrypted)));
    return found == m_ciphers.end() ? nullptr : &found->second;
}

} // namespace telltale::decode
