// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/outgoing_message.h"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace telltale {

/// A request written down as HTTP/1.1, as if it had gone over https, opened. Lines of the head may end
/// in LF; the body follows the first empty line.
class WrittenRequest {
public:
    explicit WrittenRequest(std::string_view text, std::string body = {})
    {
        const std::size_t blank = std::min(text.find("\n\n"), text.size());
        std::string_view head = text.substr(0, blank);
        if (body.empty() && blank + 2 < text.size())
            body = text.substr(blank + 2);
        const std::string line = takeLine(head);
        m_exchange.id = {{1, 0}, 1};
        m_exchange.scheme = "https";
        m_exchange.method = line.substr(0, line.find(' '));
        const std::string target = line.substr(line.find(' ') + 1);
        session::HeaderList headers;
        while (!head.empty())
            addHeader(headers, takeLine(head));
        m_exchange.url = "https://" + m_exchange.host + target.substr(0, target.rfind(' '));
        m_message = decode::openRequest(m_exchange, headers, base::asBytes(body));
    }
    WrittenRequest(const WrittenRequest &) = delete;
    WrittenRequest &operator=(const WrittenRequest &) = delete;

    [[nodiscard]] session::Exchange &exchange() { return m_exchange; }
    [[nodiscard]] decode::OutgoingMessage &message() { return m_message; }
    [[nodiscard]] const decode::OutgoingMessage &message() const { return m_message; }

private:
    static std::string takeLine(std::string_view &text)
    {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string line(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r'))
            line.pop_back();
        return line;
    }

    void addHeader(session::HeaderList &headers, const std::string &line)
    {
        const std::size_t colon = std::min(line.find(": "), line.size());
        session::Header header{line.substr(0, colon), colon < line.size() ? line.substr(colon + 2) : std::string()};
        if (header.name == "Host")
            m_exchange.host = header.value;
        else if (header.name == "Content-Type")
            m_exchange.request.contentType = header.value;
        else if (header.name == "Content-Encoding")
            m_exchange.request.contentEncoding = header.value;
        headers.push_back(std::move(header));
    }

    session::Exchange m_exchange;
    decode::OutgoingMessage m_message;
};

} // namespace telltale
