/** Bulgaria: facts and switches. A switch is preceded by the requirement it meets; laws say whether they were checked. */
import type { Country } from '#platform/country.ts'

export const country: Country = {
  code: 'bg',
  iso: 'BG',
  names: {
    mk: 'Бугарија',
    sq: 'Bullgaria',
    bg: 'България',
    ru: 'Болгария',
    ky: 'Болгария',
    uk: 'Болгарія',
    en: 'Bulgaria',
  },
  languages: ['bg'],
  // The euro replaced the lev on 1 January 2026 (Regulation (EU) 2025/1409: 1 EUR = 1.95583 BGN).
  currency: 'EUR',
  timeZone: 'Europe/Sofia',
  /** The association of municipalities keeps the database of innovative practices. */
  practicesArePublishedBy: 'association',
  terms: {
    municipality: {
      mk: { one: 'Општина', many: 'Општини' },
      sq: { one: 'Komunë', many: 'Komuna' },
      bg: { one: 'Община', many: 'Общини' },
      ru: { one: 'Община', many: 'Общины' },
      ky: { one: 'Муниципалитет', many: 'Муниципалитеттер' },
      uk: { one: 'Община', many: 'Общини' },
      en: { one: 'Municipality', many: 'Municipalities' },
    },
    region: {
      mk: { one: 'Област', many: 'Области' },
      sq: { one: 'Qark', many: 'Qarqe' },
      bg: { one: 'Област', many: 'Области' },
      ru: { one: 'Область', many: 'Области' },
      ky: { one: 'Облус', many: 'Облустар' },
      uk: { one: 'Область', many: 'Області' },
      en: { one: 'Province', many: 'Provinces' },
    },
    district: {
      mk: { one: 'Район', many: 'Райони' },
      sq: { one: 'Rajon', many: 'Rajone' },
      bg: { one: 'Район', many: 'Райони' },
      ru: { one: 'Район', many: 'Районы' },
      ky: { one: 'Район', many: 'Райондор' },
      uk: { one: 'Район', many: 'Райони' },
      en: { one: 'District', many: 'Districts' },
    },
    council: {
      mk: { one: 'Општински совет', many: 'Општински совети' },
      sq: { one: 'Këshill komunal', many: 'Këshilla komunale' },
      bg: { one: 'Общински съвет', many: 'Общински съвети' },
      ru: { one: 'Общинский совет', many: 'Общинские советы' },
      ky: { one: 'Муниципалитет кеңеши', many: 'Муниципалитет кеңештери' },
      uk: { one: 'Общинська рада', many: 'Общинські ради' },
      en: { one: 'Municipal council', many: 'Municipal councils' },
    },
    councillor: {
      mk: { one: 'Општински советник', many: 'Општински советници' },
      sq: { one: 'Këshilltar komunal', many: 'Këshilltarë komunalë' },
      bg: { one: 'Общински съветник', many: 'Общински съветници' },
      ru: { one: 'Общинский советник', many: 'Общинские советники' },
      ky: { one: 'Кеңеш мүчөсү', many: 'Кеңеш мүчөлөрү' },
      uk: { one: 'Радник', many: 'Радники' },
      en: { one: 'Councillor', many: 'Councillors' },
    },
    mayor: {
      mk: { one: 'Кмет', many: 'Кметови' },
      sq: { one: 'Kryetar i komunës', many: 'Kryetarë të komunave' },
      bg: { one: 'Кмет', many: 'Кметове' },
      ru: { one: 'Кмет', many: 'Кметы' },
      ky: { one: 'Мэр', many: 'Мэрлер' },
      uk: { one: 'Кмет', many: 'Кмети' },
      en: { one: 'Mayor', many: 'Mayors' },
    },
    administration: {
      mk: { one: 'Општинска администрација', many: 'Општински администрации' },
      sq: { one: 'Administratë komunale', many: 'Administrata komunale' },
      bg: { one: 'Общинска администрация', many: 'Общински администрации' },
      ru: { one: 'Администрация общины', many: 'Администрации общин' },
      ky: { one: 'Муниципалдык администрация', many: 'Муниципалдык администрациялар' },
      uk: { one: 'Адміністрація общини', many: 'Адміністрації общин' },
      en: { one: 'Municipal administration', many: 'Municipal administrations' },
    },
  },
  laws: {
    localSelfGovernment: {
      text: 'Закон за местното самоуправление и местната администрация, ДВ, бр. 77 от 1991 г.',
      from: '1991-09-17',
      certain: true,
    },
    accessToInformation: {
      text: 'Закон за достъп до обществена информация, ДВ, бр. 55 от 2000 г.',
      from: '2000-07-07',
      certain: true,
    },
    personalData: {
      text: 'Закон за защита на личните данни, ДВ, бр. 1 от 2002 г.',
      from: '2002-01-01',
      certain: true,
    },
  },
}
