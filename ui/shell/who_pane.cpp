// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/who_pane.h"

#include "delegates/app_delegate.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace telltale::shell {

using models::AppListModel;

namespace {
constexpr int phonesShown = 4; // more scroll
}

WhoPane::WhoPane(bridge::SessionStore &store, bridge::Selection &selection, const bridge::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_theme(theme)
    , m_phones(store)
    , m_apps(store)
{
    setObjectName(QStringLiteral("pane"));
    setAttribute(Qt::WA_StyledBackground);
    setMinimumWidth(180);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    addHead(tr("Phones"));
    m_phoneList = makeList(m_phones, tr("Phones"));
    m_phoneList->setItemDelegate(new delegates::StationDelegate(theme, this));
    m_phoneLine = new QLabel;
    m_phoneLine->setObjectName(QStringLiteral("phoneLine"));
    m_phoneLine->setTextFormat(Qt::PlainText);
    m_phoneLine->setWordWrap(true);
    m_phoneLine->setContentsMargins(12, 4, 12, 6);
    m_phoneLine->hide();
    column->addWidget(m_phoneLine);
    addHead(tr("Apps"), tr("sent"));
    m_appList = makeList(m_apps, tr("Apps"));
    m_appList->setItemDelegate(new delegates::AppDelegate(theme, this));
    column->setStretchFactor(m_appList, 1);

    const auto phone = [this](const QModelIndex &at) {
        if (!at.isValid())
            return;
        const QString address = at.data(models::StationListModel::AddressRole).toString();
        m_selection.focusStation(m_selection.station() == address ? QString() : address);
    };
    const auto app = [this](const QModelIndex &at) {
        if (!at.isValid())
            return;
        const QString key = at.data(AppListModel::KeyRole).toString();
        m_selection.focusLane(m_selection.lane() == key ? std::nullopt : std::optional(key));
    };
    // Enter does what a click does. Not activated(): a style may send that for a click as well.
    for (const int key : {Qt::Key_Return, Qt::Key_Enter}) {
        connect(new QShortcut(key, m_phoneList, nullptr, nullptr, Qt::WidgetShortcut), &QShortcut::activated, this,
            [this, phone] { phone(m_phoneList->currentIndex()); });
        connect(new QShortcut(key, m_appList, nullptr, nullptr, Qt::WidgetShortcut), &QShortcut::activated, this,
            [this, app] { app(m_appList->currentIndex()); });
    }
    connect(m_phoneList, &QListView::clicked, this, phone);
    connect(m_appList, &QListView::clicked, this, app);
    m_appList->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_appList, &QListView::customContextMenuRequested, this, &WhoPane::showMenu);
    connect(&selection, &bridge::Selection::focusChanged, this, &WhoPane::showFocus);
    connect(&m_phones, &QAbstractItemModel::rowsInserted, this, &WhoPane::fitPhones);
    connect(&m_phones, &QAbstractItemModel::modelReset, this, &WhoPane::fitPhones);
    connect(&theme, &bridge::Theme::changed, this, &WhoPane::applyFonts);
    applyFonts();
    fitPhones();
}

void WhoPane::setPhoneLine(const QString &text, bool attached)
{
    m_phoneLine->setText(text);
    const auto role = attached ? bridge::Theme::Role::ok : bridge::Theme::Role::soft;
    m_phoneLine->setStyleSheet(QStringLiteral("color: %1").arg(m_theme.color(role).name()));
    m_phoneLine->setVisible(!text.isEmpty());
}

void WhoPane::showMenu(const QPoint &at)
{
    const QModelIndex row = m_appList->indexAt(at);
    const QString key = row.data(AppListModel::KeyRole).toString();
    if (!row.isValid() || key.isEmpty())
        return; // the unknown app is no one app: its connections are named one by one
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *name = menu->addAction(tr("This is…"));
    name->setObjectName(QStringLiteral("nameApp"));
    connect(name, &QAction::triggered, this, [this, key] { emit namingWanted(key); });
    menu->popup(m_appList->viewport()->mapToGlobal(at));
}

QLabel *WhoPane::addHead(const QString &text, const QString &unit)
{
    auto *head = new QWidget;
    head->setObjectName(QStringLiteral("paneHead"));
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(12, 8, 12, 4);
    auto *label = new QLabel(text);
    row->addWidget(label);
    row->addStretch(1);
    m_heads << label;
    if (!unit.isEmpty()) {
        m_heads << new QLabel(unit);
        row->addWidget(m_heads.last());
    }
    layout()->addWidget(head);
    return label;
}

QListView *WhoPane::makeList(QAbstractItemModel &model, const QString &name)
{
    auto *list = new QListView;
    list->setAccessibleName(name);
    list->setModel(&model);
    list->setUniformItemSizes(true);
    list->setMouseTracking(true);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    // Selected means narrowed to: it is set by showFocus() alone.
    list->setSelectionMode(QAbstractItemView::NoSelection);
    layout()->addWidget(list);
    return list;
}

void WhoPane::fitPhones()
{
    const int rows = std::clamp(m_phones.rowCount(), 1, phonesShown);
    m_phoneList->setFixedHeight(rows * m_phoneList->itemDelegate()->sizeHint({}, {}).height());
}

void WhoPane::applyFonts()
{
    for (QLabel *head : m_heads)
        head->setFont(m_theme.head());
    m_phoneList->viewport()->update();
    m_appList->viewport()->update();
}

void WhoPane::showFocus()
{
    const auto show = [](QListView *list, auto &&wanted) {
        QItemSelection chosen;
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            const QModelIndex at = list->model()->index(row, 0);
            if (wanted(at))
                chosen.select(at, at);
        }
        list->selectionModel()->select(chosen, QItemSelectionModel::ClearAndSelect);
    };
    show(m_phoneList, [this](const QModelIndex &at) {
        return !m_selection.station().isEmpty() && at.data().toString() == m_selection.station();
    });
    show(m_appList,
        [this](const QModelIndex &at) { return m_selection.lane() == at.data(AppListModel::KeyRole).toString(); });
}

} // namespace telltale::shell

#include "moc_who_pane.cpp"
