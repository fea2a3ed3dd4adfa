// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "intercept/certificate_authority.h"
#include "intercept/certificate_parts.h"

#include <chrono>
#include <cstdio>

namespace telltale::cli {

namespace {

using intercept::CertificateAuthority;

ExitStatus fail(const base::Error &error)
{
    std::fprintf(stderr, "telltale-cli: %s\n", error.text().c_str());
    return exitStatusOf(error.kind);
}

base::Timestamp now()
{
    using namespace std::chrono;
    return {duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count()};
}

ExitStatus show(const std::string &folder, const CertificateAuthority &authority)
{
    const X509 *certificate = authority.certificate();
    const bool expired = intercept::endOf(certificate) <= now();
    std::printf("name         %s\nfile         %s\nSHA-256      %s\nvalid until  %s%s\n",
        intercept::commonNameOf(certificate).c_str(), CertificateAuthority::fileIn(folder).c_str(),
        intercept::fingerprintOf(certificate).c_str(),
        base::formatRfc3339(intercept::endOf(certificate)).substr(0, 10).c_str(), expired ? " (it has expired)" : "");
    return std::fflush(stdout) == 0 ? ExitStatus::done : ExitStatus::input;
}

ExitStatus remove(const std::string &folder)
{
    if (const auto removed = CertificateAuthority::remove(folder); !removed)
        return fail(removed.error());
    std::fputs("There is no certificate authority any more. Remove its certificate from the phones, too.\n", stderr);
    return ExitStatus::done;
}

} // namespace

ExitStatus ca(const Arguments &arguments)
{
    const std::string folder = arguments.interception.authorityFolder.empty() ? CertificateAuthority::defaultFolder() : arguments.interception.authorityFolder;
    if (folder.empty())
        return fail({base::ErrorKind::usage, "There is no home folder to keep the certificate authority in.",
            "Give --ca-dir DIR."});
    if (arguments.caAction == CaAction::remove)
        return remove(folder);
    // Looking at it does not make it: that is for its first use, or for --renew.
    const bool renew = arguments.caAction == CaAction::renew;
    if (!renew && !CertificateAuthority::existsIn(folder))
        return fail({base::ErrorKind::input, "There is no certificate authority in " + folder + " yet.",
            "It is made on first use, or by telltale-cli ca --renew."});
    const auto authority = renew ? CertificateAuthority::renew(folder, intercept::computerName(), now())
                                 : CertificateAuthority::load(folder);
    if (!authority)
        return fail(authority.error());
    if (arguments.caAction != CaAction::print)
        return show(folder, authority.value());
    const std::string pem = intercept::pemOf(authority.value().certificate());
    const bool written = std::fwrite(pem.data(), 1, pem.size(), stdout) == pem.size() && std::fflush(stdout) == 0;
    return written ? ExitStatus::done : ExitStatus::input;
}

} // namespace telltale::cli
