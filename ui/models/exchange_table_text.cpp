// SPDX-License-Identifier: GPL-3.0-or-later
// What the cells of ExchangeTableModel say.
#include "models/exchange_table_model.h"

#include "bridge/shown_rules.h"
#include "models/reason_text.h"
#include "models/units.h"

#include <QStringList>

#include <array>

namespace telltale::models {

namespace {

QString pathOf(const std::string &url)
{
    const auto authority = url.find("://");
    const auto path = authority == std::string::npos ? 0 : url.find_first_of("/?", authority + 3);
    return path == std::string::npos ? QStringLiteral("/") : QString::fromStdString(url.substr(path));
}

/// "sa.api.intl.miui.com · CN · server SG": the organisation's country and the server's are two things.
QString withCountries(const session::Recipient &recipient, const std::string &host)
{
    QString text = QString::fromStdString(host);
    if (!recipient.country.empty())
        text += QStringLiteral(" · ") + QString::fromStdString(recipient.country);
    if (!recipient.serverCountry.empty())
        text += QStringLiteral(" · ")
            + ExchangeTableModel::tr("server %1").arg(QString::fromStdString(recipient.serverCountry));
    return text;
}

/// The same in words, one thing a line.
QString recipientLines(const session::Recipient &recipient, const std::string &host)
{
    QStringList lines{QString::fromStdString(host)};
    if (const QString who = bridge::organisationText(recipient); !who.isEmpty())
        lines << who;
    if (const QString where = bridge::serverText(recipient); !where.isEmpty())
        lines << ExchangeTableModel::tr("Server in %1").arg(where);
    return lines.join(QLatin1Char('\n'));
}

} // namespace

QVariant ExchangeTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return toolTip(row, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment(index.column() == Sent ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case SoftRole:
        return index.column() == Time || (index.column() == What && rowAt(row).connection);
    case LeakRole:
        return leaks(row);
    case PrivateRole:
        return isPrivate(row);
    case ColourRole:
        return lane(row) < m_store.lanes().size() ? m_store.lanes()[lane(row)].colour : -1;
    case Qt::AccessibleTextRole:
        return leaks(row) ? tr("leak: %1").arg(text(row, index.column())) : text(row, index.column());
    default:
        return {};
    }
}

QVariant ExchangeTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(section == Sent ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const std::array<QString, ColumnCount> names{tr("Time"), tr("App"), tr("To"), tr("What"), tr("Sent"), tr("Status")};
    return names[static_cast<std::size_t>(section)];
}

QString ExchangeTableModel::text(int row, int column) const
{
    switch (column) {
    case Time:
        return timeText(time(row));
    case App:
        return lane(row) < m_store.lanes().size() ? m_store.lanes()[lane(row)].name : QString();
    case To:
        return toText(row);
    case What:
        return whatText(row);
    case Sent:
        return sent(row) == 0 ? QStringLiteral("–") : bytesText(sent(row));
    case Status:
        return statusText(row);
    default:
        return {};
    }
}

QString ExchangeTableModel::toText(int row) const
{
    if (const auto *found = exchange(row))
        return withCountries(found->recipient, found->host);
    const auto &closed = connection(row);
    return closed.host.empty() ? QString::fromStdString(closed.responder.ip.text())
                               : QString::fromStdString(closed.host);
}

QString ExchangeTableModel::whatText(int row) const
{
    if (const auto *found = exchange(row))
        return QString::fromStdString(found->method) + QLatin1Char(' ') + pathOf(found->url);
    return tr("not decrypted: %1").arg(reasonText(connection(row).reason).words);
}

QString ExchangeTableModel::statusText(int row) const
{
    return status(row) < 0 ? QStringLiteral("–") : QString::number(status(row));
}

QString ExchangeTableModel::toolTip(int row, int column) const
{
    if (column == Time)
        return dateText(time(row));
    if (column == Sent && sent(row) == 0)
        return tr("The request has no body.");
    if (column == What && rowAt(row).connection)
        return whatText(row) + QStringLiteral(".\n") + reasonText(connection(row).reason).next;
    if (column == Status && exchange(row) && status(row) < 0)
        return tr("No answer was seen.");
    if (column == To && exchange(row))
        return recipientLines(exchange(row)->recipient, exchange(row)->host);
    if (column == What)
        return QString::fromStdString(exchange(row)->url).left(2000);
    return text(row, column);
}

} // namespace telltale::models
