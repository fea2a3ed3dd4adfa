// SPDX-License-Identifier: GPL-3.0-or-later
// Input: what a phone sends to the certificate page. Every answer is an HTTP response that ends the matter.
#include "base/bytes.h"
#include "intercept/certificate_page.h"
#include "intercept/relay_limits.h"

#include <cstdlib>

using namespace telltale;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const intercept::CertificatePage page({"name", "AB", "2027-01-01", "pem", {1, 2, 3}});
    const auto answer = page.answer(base::asText({data, size}));
    if (!answer && size >= intercept::RelayLimits::pageRequestBytes)
        std::abort();
    if (answer && (!answer->bytes.starts_with("HTTP/1.1 ") || answer->bytes.find("\r\n\r\n") == std::string::npos))
        std::abort();
    return 0;
}
