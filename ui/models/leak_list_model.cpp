// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/leak_list_model.h"

#include "bridge/leak_sentence.h"
#include "models/units.h"

namespace telltale::models {

LeakListModel::LeakListModel(const bridge::SessionStore &store, QObject *parent)
    : QAbstractListModel(parent)
    , m_store(store)
    , m_rows(static_cast<int>(store.leaks().size()))
{
    connect(&store, &bridge::SessionStore::changed, this, &LeakListModel::read);
    connect(&store, &bridge::SessionStore::reset, this, [this] {
        beginResetModel();
        m_rows = 0;
        endResetModel();
    });
}

void LeakListModel::read(const bridge::StoreChange &change)
{
    const int known = m_rows;
    const int leaks = static_cast<int>(m_store.leaks().size());
    if (leaks > known) {
        beginInsertRows({}, known, leaks - 1);
        m_rows = leaks;
        endInsertRows();
    }
    if ((change.leaksReplaced || change.iconsChanged) && known > 0)
        emit dataChanged(index(0), index(known - 1));
}

int LeakListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

QVariant LeakListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const session::Leak &at = leak(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return timeText(at.time) + QStringLiteral("  ") + bridge::leakText(at);
    case Qt::ToolTipRole:
        // The row has little room: all of the sentence, and how we know who it was.
        return QStringLiteral("<qt>%1<br><br>%2: %3</qt>")
            .arg(bridge::leakText(at).toHtmlEscaped(), byWhomText(byWhom(at.sender)).toHtmlEscaped(),
                byWhomReason(at.sender).toHtmlEscaped());
    case IdRole:
        return QString::fromStdString(at.id);
    case MakerRole:
        return byWhomText(byWhom(at.sender));
    default:
        return {};
    }
}

LeakFilter::LeakFilter(LeakListModel &source, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_source(source)
{
    setSourceModel(&source);
    sort(0);
}

void LeakFilter::setShow(Show show)
{
    m_show = show;
    invalidateRowsFilter();
}

void LeakFilter::setMaker(std::optional<ByWhom> maker)
{
    m_maker = maker;
    invalidateRowsFilter();
}

void LeakFilter::setLane(const std::optional<QString> &key)
{
    m_lane = key;
    invalidateRowsFilter();
}

const session::Leak &LeakFilter::leak(int row) const
{
    return m_source.leak(mapToSource(index(row, 0)).row());
}

std::map<session::LeakKind, int> LeakFilter::kinds() const
{
    std::map<session::LeakKind, int> counts;
    for (int row = 0; row < rowCount(); ++row)
        ++counts[leak(row).kind];
    return counts;
}

std::map<ByWhom, int> LeakFilter::makers() const
{
    std::map<ByWhom, int> counts;
    for (int row = 0; row < m_source.rowCount(); ++row) {
        const session::Leak &leak = m_source.leak(row);
        if (isShownByWhomever(leak))
            ++counts[byWhom(leak.sender)];
    }
    return counts;
}

bool LeakFilter::isShownByWhomever(const session::Leak &leak) const
{
    if (m_lane) {
        const auto exchange = m_source.store().rowOf(leak.exchange);
        const auto &store = m_source.store();
        if (!exchange || store.lanes()[store.laneOf(*exchange)].key != *m_lane)
            return false;
    }
    return m_show == Show::all || leak.incognito;
}

bool LeakFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (parent.isValid())
        return false;
    const session::Leak &leak = m_source.leak(row);
    return isShownByWhomever(leak) && (!m_maker || byWhom(leak.sender) == *m_maker);
}

bool LeakFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    return m_source.leak(left.row()).time < m_source.leak(right.row()).time;
}

QString kindText(session::LeakKind kind)
{
    using session::LeakKind;
    switch (kind) {
    case LeakKind::searchQuery:
        return LeakListModel::tr("Searches");
    case LeakKind::visitedUrl:
        return LeakListModel::tr("Addresses");
    case LeakKind::identifier:
        return LeakListModel::tr("Identifiers");
    case LeakKind::location:
        return LeakListModel::tr("Locations");
    case LeakKind::account:
        return LeakListModel::tr("Accounts");
    case LeakKind::contact:
        return LeakListModel::tr("Contacts");
    case LeakKind::interaction:
        return LeakListModel::tr("Interactions");
    case LeakKind::installedApps:
        return LeakListModel::tr("App lists");
    case LeakKind::credential:
        return LeakListModel::tr("Credentials");
    case LeakKind::declared:
        return LeakListModel::tr("Declared");
    }
    return {};
}

} // namespace telltale::models

#include "moc_leak_list_model.cpp"
