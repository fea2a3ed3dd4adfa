// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/key_log_reader.h"

namespace telltale::tls {

namespace {
constexpr std::size_t longestLine = 8192;
}

KeyLogReader::~KeyLogReader()
{
    OPENSSL_cleanse(m_line.data(), m_line.size());
}

KeyLogTally KeyLogReader::feed(base::ByteView bytes)
{
    KeyLogTally tally;
    std::string_view text = base::asText(bytes);
    while (!text.empty()) {
        const std::size_t end = text.find_first_of("\r\n");
        append(text.substr(0, end), tally);
        if (end == std::string_view::npos)
            break;
        endLine(tally);
        text.remove_prefix(end + 1);
    }
    return tally;
}

KeyLogTally KeyLogReader::finish()
{
    KeyLogTally tally;
    endLine(tally);
    return tally;
}

void KeyLogReader::append(std::string_view piece, KeyLogTally &tally)
{
    if (m_tooLong)
        return;
    if (m_line.size() + piece.size() > longestLine) {
        m_tooLong = true;
        tally.badLine();
        return;
    }
    // Reserved once, so that growing leaves no copies of secrets in freed memory.
    m_line.reserve(longestLine);
    m_line += piece;
}

void KeyLogReader::endLine(KeyLogTally &tally)
{
    if (!m_tooLong)
        m_store.addLine(m_line, tally);
    OPENSSL_cleanse(m_line.data(), m_line.size());
    m_line.clear();
    m_tooLong = false;
}

} // namespace telltale::tls
