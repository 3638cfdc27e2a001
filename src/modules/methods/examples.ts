/** Example methods and tools, written by us in seven languages. Programs and their licences are real and can be had at the addresses given. */
import type { ExampleKey } from '#core/people/index.ts'
import type { Language } from '#platform/languages.ts'
import type { MethodKind, MethodState } from './schema.ts'

export type ExampleText = { title: string; summary: string; steps: string; when: string; limits: string }
export type Example = ExampleText & {
  key: string
  kind: MethodKind
  language: Language
  /** Who proposed it, in the name of their organisation. */
  by: ExampleKey
  topics: readonly string[]
  state?: MethodState
  website?: string
  licence?: string
  /** Key of the table that it gives to take away. */
  table?: string
  translations?: Partial<Record<Language, ExampleText>>
  /** How the titles of the example practices begin that apply it. */
  practices: readonly string[]
}

export const EXAMPLES: readonly Example[] = [
  {
    key: 'budget-workshop',
    kind: 'method',
    language: 'mk',
    by: 'officer',
    topics: ['participatory-budgeting', 'budgeting'],
    title: 'Работилница за партиципативно буџетирање',
    summary:
      'Жителите предлагаат и избираат на што ќе се потроши однапред определен дел од буџетот, а општината се обврзува да го изведе избраното.',
    steps:
      'Советот го определува износот и правилата пред да почнат собирите.\n\nНа собир по населба жителите пишуваат предлози, по една маса на десет луѓе, со водител што не е од општината.\n\nСтручните служби за три недели проценуваат што е изводливо и колку чини.\n\nСе гласа на хартија и преку интернет; резултатот се објавува истата вечер.',
    when: 'Кога има износ за кој советот однапред се согласува, и барем еден човек кој ќе го води процесот шест месеци.',
    limits:
      'Без стручна проценка се избираат работи што не можат да се изградат. Ако првата година не се изведе избраното, втората година никој не доаѓа.',
    translations: {
      en: {
        title: 'Participatory budgeting workshop',
        summary:
          'Residents propose and choose what a part of the budget, set beforehand, is spent on, and the municipality commits itself to carry it out.',
        steps:
          'The council sets the amount and the rules before the meetings begin.\n\nAt a meeting in each neighbourhood residents write proposals, one table for ten people, with a host who is not from the municipality.\n\nWithin three weeks the departments assess what is feasible and what it costs.\n\nPeople vote on paper and online; the result is published the same evening.',
        when: 'When there is an amount that the council has agreed to beforehand, and at least one person to lead the process for six months.',
        limits:
          'Without an assessment people choose what cannot be built. If the first year’s choice is not carried out, nobody comes in the second.',
      },
    },
    practices: ['Форум за буџетот', 'Këshilli i të rinjve', 'Фонд за квартала', 'Бюджет боюнча угуу'],
  },
  {
    key: 'neighbourhood-walk',
    kind: 'method',
    language: 'mk',
    by: 'officer',
    topics: ['public-spaces', 'accessibility', 'road-safety'],
    title: 'Прошетка низ населбата со список',
    summary:
      'Службеници и жители заедно поминуваат една рута и на место запишуваат што пречи: дупки, темни агли, скали без рампа.',
    steps:
      'Изберете рута од најмногу еден километар и поканете луѓе што таму одат секој ден: ученици, родители со колички, постари.\n\nСекој добива лист со десет прашања и пишува сам.\n\nПо прошетката групата избира три работи што се поправаат до крајот на месецот.',
    when: 'За мали и брзи поправки, и пред секој проект за улица или двор.',
    limits: 'Не кажува колку луѓе имаат ист проблем. За поголеми вложувања потребно е и броење.',
    practices: ['Pupils map the dangerous', 'Barrier-free walks'],
  },
  {
    key: 'register-first',
    kind: 'method',
    language: 'mk',
    by: 'neighbour',
    topics: ['asset-management', 'street-lighting'],
    title: 'Прво регистар, потоа вложување',
    summary:
      'Пред да се купи нешто ново, општината го попишува она што го има: каде е, во каква состојба, колку троши.',
    steps:
      'Договорете најмногу дванаесет податоци за секој предмет.\n\nДвајца службеници пробаат на една улица и го мерат времето.\n\nПописот оди улица по улица; секој предмет добива број што се гледа.\n\nОпределете кој го ажурира регистарот по секоја поправка.',
    when: 'Светилки, дрвја, контејнери, објекти: сè што го има многу и на многу места.',
    limits: 'Регистар што никој не го ажурира по една година повеќе штети отколку што помага.',
    practices: ['Прво регистар', 'Секое дрво со број', 'Попис од врата до врата', 'Звірка трьох реєстрів'],
  },
  {
    key: 'youth-budget',
    kind: 'method',
    language: 'sq',
    by: 'officer-sq',
    topics: ['youth', 'participatory-budgeting'],
    title: 'Këshilli i të rinjve me buxhet të vetin',
    summary:
      'Të rinjtë e zgjedhur nga shkollat vendosin vetë për një shumë të vogël dhe japin llogari para këshillit komunal.',
    steps:
      'Këshilli komunal miraton shumën dhe rregulloren.\n\nShkollat zgjedhin nga dy përfaqësues, një vajzë dhe një djalë.\n\nTë rinjtë mbledhin propozime, i vlerësojnë me kritere të shkruara dhe zgjedhin.\n\nNë fund të vitit raportojnë në seancë publike.',
    when: 'Kur komuna ka së paku një nëpunës që i shoqëron të rinjtë gjatë gjithë vitit.',
    limits:
      'Pa shumë të garantuar bëhet lojë. Përfaqësuesit ndërrohen shpejt, prandaj rregullat duhet të jenë të shkruara.',
    practices: ['Këshilli i të rinjve', 'Шкільний громадський'],
  },
  {
    key: 'one-stop-shop',
    kind: 'method',
    language: 'sq',
    by: 'officer-sq',
    topics: ['one-stop-shops'],
    title: 'Një sportel për të gjitha shërbimet',
    summary: 'Qytetari i dorëzon dokumentet në një vend dhe dokumentet lëvizin nëpër zyra, jo qytetari.',
    steps:
      'Numëroni një muaj kërkesat dhe filloni me dhjetë më të shpeshtat.\n\nPër secilën shkruani në një faqe çfarë duhet, sa kushton dhe sa zgjat.\n\nTrajnoni dy nëpunës që e njohin çdo procedurë dhe flasin gjuhët e qytetarëve.\n\nMatni kohën e pritjes çdo javë dhe publikojeni.',
    when: 'Kur qytetarët sot shkojnë në më shumë se dy zyra për një dokument.',
    limits: 'Nëse prapa sportelit procedurat nuk ndryshojnë, radha vetëm zhvendoset.',
    practices: ['Një sportel', 'Подвижно гише', 'Писма што се разбираат'],
  },
  {
    key: 'pay-as-you-throw',
    kind: 'method',
    language: 'bg',
    by: 'officer-bg',
    topics: ['waste', 'utility-tariffs'],
    title: 'Такса според изхвърленото количество',
    summary:
      'Домакинството плаща за битовите отпадъци според това колко пъти се изпразва кофата му или колко торби ползва, а не според площта на жилището.',
    steps:
      'Измервайте три месеца колко изхвърлят два различни квартала.\n\nПресметнете постоянна част, която покрива събирането, и променлива за всяко изпразване.\n\nРаздайте кофи с номер или платени торби и пуснете пробна година без сметки.\n\nПредвидете облекчение за семейства с бебета и болни.',
    when: 'Когато има разделно събиране до дома и сметосъбирането може да отчита по адреси.',
    limits:
      'При блокове с общи контейнери не работи без ключ или карта. В началото расте незаконното изхвърляне и е нужен контрол.',
    practices: ['Собирање употребена фолија'],
  },
  {
    key: 'market-talk',
    kind: 'method',
    language: 'bg',
    by: 'officer-bg',
    topics: ['public-procurement', 'small-businesses'],
    title: 'Пазарна консултация преди поръчка',
    summary: 'Общината показва на фирмите какво смята да възложи и ги пита какво не е ясно, преди да обяви поръчката.',
    steps:
      'Публикувайте проекта на техническото задание с пет въпроса.\n\nПроведете открита среща, на която всички чуват едни и същи отговори.\n\nПубликувайте протокола и какво е променено.',
    when: 'При поръчки с малко участници или с ново за общината съдържание.',
    limits:
      'Отговорите са обвързани със законовите правила за равно третиране: нищо казано насаме не влиза в заданието.',
    practices: ['Календар на поръчките', 'Reading clubs for contracts'],
  },
  {
    key: 'citizens-jury',
    kind: 'method',
    language: 'uk',
    by: 'officer-ua',
    topics: ['public-consultations', 'councils'],
    title: 'Громадське журі',
    summary:
      'Від дванадцяти до двадцяти п’яти жителів, обраних жеребом, кілька днів слухають фахівців і дають раді письмову пораду з одного питання.',
    steps:
      'Сформулюйте одне питання, на яке рада справді ще не має відповіді.\n\nОберіть жеребом жителів так, щоб вік, стать і місце проживання відповідали громаді.\n\nДва-три дні: виступи фахівців різних поглядів, запитання, робота в малих групах.\n\nЖурі пише пораду; рада відповідає на кожен пункт за шістдесят днів.',
    when: 'Для складних питань, де сторони вже посварилися, а звичайне слухання зібрало б лише їх.',
    limits:
      'Дорожче за слухання і потребує нейтрального ведучого. Без обов’язку ради відповісти люди відчувають себе використаними.',
    practices: ['Квартири для переселенців', 'Таза суу эсептегич'],
  },
  {
    key: 'case-manager',
    kind: 'method',
    language: 'uk',
    by: 'officer-ua',
    topics: ['social-services', 'veterans'],
    title: 'Один супровідник на людину',
    summary:
      'Один фахівець веде людину через усі служби: знає її історію, домовляється про прийоми й відповідає за результат.',
    steps:
      'Визначте, кого супроводжують і від якої миті.\n\nНа одного супровідника припадає не більше двадцяти п’яти людей.\n\nСлужби підписують угоду: хто, що і за скільки днів відповідає.\n\nРаз на три місяці разом переглядайте план.',
    when: 'Коли людина одночасно потребує трьох чи більше служб: ветерани, сім’ї у скруті, люди після лікарні.',
    limits: 'Тримається на людях: без заміни на час відпустки та без супервізії супровідники вигорають.',
    practices: ['Один супровід', 'Негуватели по соседство', 'Жалгыз карыга'],
  },
  {
    key: 'energy-management',
    kind: 'method',
    language: 'ru',
    by: 'officer-kg',
    topics: ['energy-efficiency', 'heating'],
    title: 'Энергетический учёт зданий',
    summary:
      'Раз в неделю в каждом муниципальном здании снимают показания и сравнивают их с погодой и с прошлым годом: лишнее видно сразу.',
    steps:
      'Перепишите счётчики всех школ, детских садов и контор.\n\nНазначьте в каждом здании того, кто снимает показания по понедельникам.\n\nСравнивайте расход на квадратный метр и на градусо-день.\n\nТри худших здания осматривает техник; первые меры не требуют денег.',
    when: 'С первого же отопительного сезона, до любых вложений в утепление.',
    limits: 'Без счётчика в каждом здании считать нечего. Экономия держится, пока кто-то смотрит на цифры.',
    practices: ['Светлые улицы', 'Прво регистар', 'Вода йде і без світла', 'Ngrohje me më pak'],
  },
  {
    key: 'drill',
    kind: 'method',
    language: 'ky',
    by: 'officer-kg',
    topics: ['disaster-risk', 'civil-protection'],
    title: 'Кварталдар боюнча эвакуация машыгуусу',
    summary: 'Тургундар кооптуу күнү кайда жана кайсы жол менен барарын саат менен өлчөп, алдын ала машыгышат.',
    steps:
      'Коопсуз жерди жана ага барчу эки жолду картага түшүрүңүз.\n\nАр бир көчөдөн бир жооптуу дайындаңыз; ал карыларды жана майыптарды билет.\n\nЖылына эки жолу сигнал берип, убакытты өлчөңүз.\n\nЖыйынтыгын чогулушта айтып, жолду оңдоңуз.',
    when: 'Жер көчкү, сел же өрт коркунучу бар айылдарда жана шаарларда.',
    limits: 'Түнкү жана кышкы машыгуу өзүнчө керек: күндүзгүсү чыныгы убакытты көрсөтпөйт.',
    practices: ['Двенадцать минут', 'Селски екипи', 'Три добровільні'],
  },
  {
    key: 'joint-tariff-talk',
    kind: 'method',
    language: 'ky',
    by: 'officer-kg',
    topics: ['utility-tariffs', 'water-supply', 'public-consultations'],
    state: 'submitted',
    title: 'Тариф боюнча эл менен эсеп',
    summary:
      'Суунун баасы эмнеден турарын тургундар менен бирге эсептеп чыгышат да, бааны ошондон кийин гана бекитишет.',
    steps:
      'Чыгымдарды бир бетке жазыңыз: электр, айлык, оңдоо, запас.\n\nАр бир айылда жыйын өткөрүп, үч вариант көрсөтүңүз.\n\nТандалган вариантты кеңешке сунуштаңыз.',
    when: 'Баа көптөн бери өзгөрбөсө жана карыз топтолсо.',
    limits: 'Колунда жогуна жардам өзүнчө каралбаса, чогулуш каршылыкка айланат.',
    practices: [],
  },
  {
    key: 'asset-register',
    kind: 'tool',
    language: 'mk',
    by: 'officer',
    topics: ['asset-management'],
    title: 'Образец за регистар на општински имот',
    summary: 'Табела со осумнаесет колони за објекти, земјиште и опрема на општината, со пример во првиот ред.',
    steps:
      'Преземете ја табелата и избришете го редот со примерот.\n\nПополнувајте по објект; ознаката не се менува кога предметот се сели.\n\nНа крајот на годината додадете ја проценетата вредност и датумот.',
    when: 'За општини до 100.000 жители што немаат посебна програма за имотот.',
    limits: 'Една табела за сите не поднесува истовремена работа од повеќе луѓе.',
    licence: 'CC BY 4.0',
    table: 'asset-register',
    practices: ['Прво регистар', 'Звірка трьох реєстрів'],
  },
  {
    key: 'energy-table',
    kind: 'tool',
    language: 'bg',
    by: 'officer-bg',
    topics: ['energy-efficiency'],
    title: 'Таблица за потреблението на енергия в сградите',
    summary:
      'Таблица за месечните показания на ток, топлина и вода на общинските сгради, готова за сравнение на квадратен метър.',
    steps:
      'Въведете сградите с площта им.\n\nВсеки месец добавяйте по един ред за сграда.\n\nСравнявайте еднакви месеци на две години.',
    when: 'За до петдесет сгради; след това е по-лесно с програма.',
    limits: 'Не отчита времето: студен януари изглежда като разхищение.',
    licence: 'CC BY 4.0',
    table: 'energy-table',
    practices: ['Светлые улицы'],
  },
  {
    key: 'cost-benefit',
    kind: 'tool',
    language: 'uk',
    by: 'officer-ua',
    topics: ['project-preparation', 'budgeting'],
    title: 'Перелік витрат і вигод проєкту',
    summary:
      'Двадцять запитань, на які варто відповісти перед тим, як громада вкладе гроші: що коштує, хто виграє, що буде без проєкту.',
    steps:
      'Заповніть перелік удвох: фінансист і той, хто вестиме об’єкт.\n\nДе немає числа, напишіть, хто його знає.\n\nПокажіть відповіді комісії ради разом із проєктом рішення.',
    when: 'Для вкладень, заради яких не замовляють повного аналізу.',
    limits: 'Не замінює аналізу витрат і вигод, якого вимагають донори чи закон.',
    licence: 'CC BY 4.0',
    table: 'cost-benefit',
    practices: ['Одна дорожня бригада', 'Вода йде і без світла'],
  },
  {
    key: 'qgis',
    kind: 'tool',
    language: 'en',
    by: 'officer',
    topics: ['information-systems', 'urban-planning', 'addresses-and-cadastre'],
    title: 'QGIS, maps on an ordinary computer',
    summary: 'A free geographic information system: draws municipal data on a map, measures, prints and exports them.',
    steps:
      'Install the long-term release.\n\nBegin with one layer that somebody needs, such as street lights.\n\nSave it as a GeoPackage, one file that others can open.',
    when: 'When data have an address or a coordinate and more than one department asks for them.',
    limits:
      'Editing by several people at once needs a database behind it. Somebody has to learn it: two days are enough to begin.',
    website: 'https://qgis.org',
    licence: 'GPL-2.0-or-later',
    practices: ['Секое дрво со број', 'Pupils map the dangerous', 'Прво регистар'],
  },
  {
    key: 'decidim',
    kind: 'tool',
    language: 'ru',
    by: 'officer-kg',
    topics: ['participatory-budgeting', 'public-consultations', 'citizen-initiatives'],
    title: 'Decidim, участие жителей через интернет',
    summary:
      'Свободная программа для предложений, голосований, встреч и бюджета участия; появилась в мэрии Барселоны, ею пользуются города многих стран.',
    steps:
      'Начните с одного процесса с датами начала и конца.\n\nПереведите правила на все языки жителей.\n\nОставьте возможность участвовать на бумаге.',
    when: 'Если участие повторяется каждый год и кто-то в администрации отвечает за него.',
    limits: 'Нужен сервер и человек, который его обслуживает. Без встреч вживую приходят одни и те же.',
    website: 'https://decidim.org',
    licence: 'AGPL-3.0',
    practices: [],
  },
  {
    key: 'consul',
    kind: 'tool',
    language: 'mk',
    by: 'officer',
    topics: ['participatory-budgeting', 'citizen-initiatives'],
    state: 'archived',
    title: 'CONSUL Democracy, гласање и предлози преку интернет',
    summary: 'Слободна програма за граѓански предлози, дебати и партиципативен буџет; настана во градот Мадрид.',
    steps: 'Поставете ја на сервер или договорете хостирање.\n\nОдлучете како ќе проверувате дека гласачот е жител.',
    when: 'За општини што веќе имаат проверка на жители преку интернет.',
    limits: 'Архивиран пример: описот чека дополнување.',
    website: 'https://consuldemocracy.org',
    licence: 'AGPL-3.0',
    practices: [],
  },
]

/** Tables to take away, as rows of CSV. */
export const TABLES: Readonly<Record<string, { name: string; title: string; rows: readonly (readonly string[])[] }>> = {
  'asset-register': {
    name: 'registar-na-imot.csv',
    title: 'Регистар на општински имот (образец)',
    rows: [
      [
        ...['ознака', 'вид', 'назив', 'адреса', 'катастарска општина', 'катастарска парцела'],
        ...['површина m²', 'година на изградба', 'основ на сопственост', 'имотен лист', 'корисник', 'договор до'],
        ...['состојба (1–5)', 'последна поправка', 'осигурен', 'проценета вредност', 'датум на процена', 'забелешка'],
      ],
      [
        ...['ОБ-001', 'зграда', 'Детска градинка (пример)', 'ул. Пример 1', '', ''],
        ...['640', '1984', 'сопственост', '', 'општинска установа', ''],
        ...['3', '2023-08', 'да', '', '', 'ред за пример, избришете го'],
      ],
    ],
  },
  'energy-table': {
    name: 'energiya-sgradi.csv',
    title: 'Потребление на енергия в сградите (образец)',
    rows: [
      ['сграда', 'отопляема площ m²', 'година', 'месец', 'ток kWh', 'топлина kWh', 'вода m³', 'отчел', 'бележка'],
      ['Училище (пример)', '2100', '2026', '1', '4200', '31500', '85', '', 'ред за пример, изтрийте го'],
    ],
  },
  'cost-benefit': {
    name: 'vytraty-i-vyhody.csv',
    title: 'Перелік витрат і вигод (зразок)',
    rows: [
      ['№', 'запитання', 'відповідь', 'звідки відомо', 'хто відповідає'],
      ...[
        'Яку проблему розв’язує проєкт і скількох людей вона стосується?',
        'Що буде за п’ять років, якщо нічого не робити?',
        'Які ще два способи розв’язати її?',
        'Скільки коштує будівництво або закупівля?',
        'Скільки коштує підготовка: проєкт, дозволи, експертиза?',
        'Скільки коштує утримання щороку?',
        'Хто платитиме за утримання і з якої статті?',
        'На скільки років вистачить того, що купують?',
        'Скільки коштуватиме заміна?',
        'Які витрати зникнуть завдяки проєкту?',
        'Які надходження з’являться?',
        'Хто виграє найбільше?',
        'Хто програє або терпітиме незручності?',
        'Чи всі, кого це стосується, висловилися?',
        'Що буде з довкіллям: шум, вода, повітря, дерева?',
        'Чи зможуть користуватися люди з інвалідністю?',
        'Що може піти не так і скільки це коштуватиме?',
        'Якщо гроші донора закінчаться, що залишиться?',
        'За якими числами за рік буде видно, що вдалося?',
        'Хто і коли їх перевірить?',
      ].map((question, index) => [String(index + 1), question, '', '', '']),
    ],
  },
}
