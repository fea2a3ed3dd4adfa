// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "options.h"

#include <memory>
#include <string>
#include <vector>

struct nft_ctx;

namespace telltale::capturing {

struct FreeNftables {
    void operator()(nft_ctx *context) const;
};

/// The nftables table of a redirection. It belongs to a netlink socket that this object holds open
/// (flag owner, Linux 5.12 or newer): nobody else can change it, and the kernel removes it when the
/// socket closes, that is with this object or with the process, however that ends. Keeping and
/// removing it needs no right.
class RedirectTable {
public:
    /// Needs CAP_NET_ADMIN. @p notices gets a sentence for each left-over of other runs that is in
    /// nobody's way. Errors are of kind privilege: a right, the kernel's support, or the name is
    /// taken, and then by whom.
    static base::Result<RedirectTable> install(const Options &options, std::vector<std::string> &notices);

    /// The kernel has removed the table when this returns.
    void remove() { m_context.reset(); }

private:
    using Context = std::unique_ptr<nft_ctx, FreeNftables>;

    explicit RedirectTable(Context context)
        : m_context(std::move(context))
    {
    }

    Context m_context;
};

/// All rules of this computer's packet filter as libnftables' JSON (libnftables-json(5)), one line.
/// Tables that belong to a process are left out; @p notices gets a sentence for each that is not ours.
/// An error of kind privilege without CAP_NET_ADMIN.
base::Result<std::string> rulesAsJson(std::vector<std::string> &notices);

} // namespace telltale::capturing
