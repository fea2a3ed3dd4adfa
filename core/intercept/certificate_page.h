// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <optional>
#include <string>
#include <string_view>

namespace telltale::intercept {

/// What the page shows and gives.
struct PageContent {
    std::string name; ///< of the authority
    std::string fingerprint;
    std::string until; ///< the last day, "2027-02-18"
    std::string pem;
    base::ByteBuffer der;
};

struct PageAnswer {
    std::string bytes; ///< the whole HTTP/1.1 response; the connection is closed behind it
    bool gaveCertificate = false;
};

/// Answers the requests that a phone makes for the certificate: GET and HEAD of / (the page), /telltale.crt
/// (DER), /telltale.pem and /telltale.mobileconfig (an iOS profile). Only the request line is looked at.
class CertificatePage {
public:
    explicit CertificatePage(PageContent content);

    /// @p head is all that came so far. Nothing while the head is not complete; 400 for what is no request
    /// or is longer than RelayLimits::pageRequestBytes, 404 and 405 for others. Total.
    [[nodiscard]] std::optional<PageAnswer> answer(std::string_view head) const;

private:
    [[nodiscard]] PageAnswer answerTo(std::string_view path, bool withBody) const;

    PageContent m_content;
    std::string m_page;
    std::string m_profile;
};

} // namespace telltale::intercept
