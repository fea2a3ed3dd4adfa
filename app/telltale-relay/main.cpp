// SPDX-License-Identifier: GPL-3.0-or-later
#include "confinement.h"
#include "intercept/certificate_parts.h"
#include "life.h"
#include "options.h"
#include "service.h"

#include <cstdio>
#include <unistd.h>

namespace {

using namespace telltale;
using intercept::CertificateAuthority;

int fail(const base::Error &error)
{
    std::fprintf(stderr, "telltale-relay: %s\n", error.text().c_str());
    return base::processStatusOf(error.kind);
}

base::Result<CertificateAuthority> openAuthority(const relaying::Options &options)
{
    const std::string folder =
        options.authorityFolder.empty() ? CertificateAuthority::defaultFolder() : options.authorityFolder;
    if (folder.empty())
        return base::Error{base::ErrorKind::usage, "There is no home folder to keep the certificate authority in.",
            "Give --ca-dir DIR."};
    return CertificateAuthority::open(folder, intercept::computerName(), relaying::now());
}

int serve(const relaying::Options &options)
{
    const int parent = ::getppid();
    const std::size_t descriptors = relaying::raiseDescriptorLimit();
    // Where root started the program for a user, the authority is that user's, in that user's name. Otherwise
    // it is opened with the rights that are there, which then go.
    const bool dropFirst = relaying::startedForUser();
    if (dropFirst) {
        if (const auto dropped = relaying::dropRights(parent); !dropped)
            return fail(dropped.error());
    }
    auto authority = openAuthority(options);
    if (!authority)
        return fail(authority.error());
    auto relay = relaying::Relay::begin(options, std::move(authority.value()));
    if (!relay)
        return fail(relay.error());
    relaying::Service service(*relay.value(), descriptors);
    if (const auto listening = service.listen(); !listening)
        return fail(listening.error());
    if (!dropFirst) {
        if (const auto dropped = relaying::dropRights(parent); !dropped)
            return fail(dropped.error());
    }
    const relaying::Life life(relay.value()->context);
    if (const auto started = relay.value()->startLanes(); !started)
        return fail(started.error());
    if (const auto confined = relaying::confine(); !confined)
        return fail(confined.error());
    service.run();
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const auto options = relaying::parseOptions({argv + 1, argv + argc});
    if (!options)
        return fail(options.error());
    if (options.value().help) {
        std::fputs(relaying::usageText, stdout);
        return 0;
    }
    if (options.value().version) {
        std::puts("telltale-relay " TELLTALE_VERSION);
        return 0;
    }
    return serve(options.value());
}
