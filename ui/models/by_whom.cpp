// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/by_whom.h"

#include <QCoreApplication>
#include <QStringList>

namespace telltale::models {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ByWhom", text);
}

} // namespace

ByWhom byWhom(const session::Sender &sender)
{
    switch (sender.by) {
    case session::SentBy::unknown:
        return ByWhom::unknown;
    case session::SentBy::app:
        return ByWhom::app;
    case session::SentBy::page:
        break;
    }
    switch (sender.party) {
    case session::Party::third:
        return ByWhom::otherSite;
    case session::Party::first:
        return ByWhom::ownSite;
    case session::Party::unknown:
        break;
    }
    return ByWhom::page;
}

QString byWhomText(ByWhom maker)
{
    switch (maker) {
    case ByWhom::app:
        return tr("App itself");
    case ByWhom::otherSite:
        return tr("Page, to another site");
    case ByWhom::ownSite:
        return tr("Page, to its own site");
    case ByWhom::page:
        return tr("Page");
    case ByWhom::unknown:
        break;
    }
    return tr("App or page, not known");
}

QString byWhomReason(const session::Sender &sender)
{
    if (sender.evidence.empty())
        return tr("nothing in the request tells an app from a page");
    QStringList evidence;
    for (const std::string &word : sender.evidence)
        evidence << QString::fromStdString(word);
    const QString told = tr("told by %1").arg(evidence.join(QStringLiteral(", ")));
    return sender.origin.empty() ? told : QString::fromStdString(sender.origin) + QStringLiteral(" · ") + told;
}

} // namespace telltale::models
