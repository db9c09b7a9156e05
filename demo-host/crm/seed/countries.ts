/** What a country's companies and people are called, so that a list of them reads true. */
export interface SeedCountry {
  country: string
  companies: number
  /** Agent who looks after most of them. */
  agent: string
  given: readonly string[]
  family: readonly string[]
  /** `{f}` a family name, `{c}` the city. */
  firms: readonly string[]
  /** Where numbers are examples only and say nothing of a city. */
  cities: readonly string[]
}

const words = (text: string) => text.split(', ')

const country = (
  country: string,
  companies: number,
  agent: string,
  given: string,
  family: string,
  firms: string,
  cities = '',
): SeedCountry => ({
  country,
  companies,
  agent,
  given: words(given),
  family: words(family),
  firms: words(firms),
  cities: words(cities),
})

/** The order is the order of seeding; a change of it changes who gets which number. */
export const COUNTRIES: readonly SeedCountry[] = [
  country(
    'GB',
    115,
    '100',
    'Oliver, Amelia, George, Isla, Harry, Ava, Noah, Freya, Jack, Poppy, Leo, Grace, Oscar, Imogen, Arthur, Priya, Rhys, Niamh, Callum, Zainab, Tom, Bethan, Femi, Harriet',
    'Smith, Hughes, Patel, Walker, Ahmed, Fletcher, Campbell, Okafor, Barnes, Whitaker, Doyle, Pritchard, Lowe, MacLeod, Ashworth, Sutton, Kaur, Bennett, Hale, Rowntree, Pemberton, Gill, Marsh, Thackray',
    "{f} & Sons, {f}'s Bakery, The {c} Loaf, {f} Fine Foods, {c} Bread Company, {f} Pâtisserie, {f} Brothers Millers, Old Mill {c}, {c} Hotel & Spa, {f} Biscuits",
  ),
  country(
    'US',
    125,
    '103',
    'Emma, Liam, Olivia, Mason, Sophia, Ethan, Mia, Lucas, Harper, Diego, Camila, Jamal, Aaliyah, Wei, Grace, Hannah, Tyler, Maria, Andre, Kayla, Ben, Rosa, Hiro, Dana',
    'Johnson, Martinez, Nguyen, Williams, Kowalski, Rossi, Kim, Washington, Garcia, Anderson, Schultz, Cohen, Rivera, Thompson, Chen, Murphy, Delgado, Larsen, Brooks, Hernandez, Wright, Sullivan, Park, Foster',
    '{f} Baking Co., {c} Sourdough, {f} Foods Inc., {c} Bagel Works, {f} & {f} Bakers, Harvest Table {c}, {f} Pretzel Company, {c} Grain Cooperative, {f} Family Tortillas, Blue Door Bakery {c}',
  ),
  country(
    'DE',
    110,
    '101',
    'Lukas, Hannah, Felix, Emilia, Jonas, Mia, Paul, Lena, Maximilian, Clara, Anton, Greta, Emre, Leyla, Johannes, Ida, Moritz, Katharina, Sebastian, Frieda, Jürgen, Sabine, Björn, Renate',
    'Müller, Schmidt, Yılmaz, Weber, Hofmann, Schäfer, Koch, Bauer, Richter, Vogel, Krüger, Brandt, Lehmann, Huber, Öztürk, Zimmermann, Jäger, Böhm, Seidel, Winkler, Lorenz, Großmann, Kästner, Voß',
    'Bäckerei {f}, Konditorei {f}, {f} Backwaren GmbH, Brothaus {c}, Feinbäckerei {f} & Sohn, {f} Mühle KG, Landbrot {c}, Hotel {f}, {c}er Backmanufaktur, {f} Lebkuchen GmbH',
  ),
  country(
    'FR',
    90,
    '102',
    'Camille, Louis, Chloé, Gabriel, Léa, Hugo, Manon, Jules, Inès, Arthur, Zoé, Mathis, Élise, Bastien, Anaïs, Yanis, Margaux, Thibault, Aïcha, François, Hélène, Rémi, Océane, Benoît',
    'Martin, Dubois, Lefèvre, Moreau, Girard, Benali, Rousseau, Fontaine, Chevalier, Gauthier, Perrin, Mercier, Blanchard, Garnier, Lemoine, Diallo, Renaud, Picard, Barbier, Caron, Noël, Hervé, Besson, Traoré',
    'Boulangerie {f}, Pâtisserie {f}, Maison {f}, Moulins de {c}, Les Pains de {c}, {f} Frères, Biscuiterie {f}, Le Fournil de {c}, Hôtel {f}, Traiteur {f}',
  ),
  country(
    'CA',
    52,
    '105',
    'Liam, Charlotte, Benjamin, Chloe, William, Zoé, Nathan, Maya, Félix, Arjun, Claire, Owen, Simone, Étienne, Naomi, Jasper',
    'Tremblay, MacDonald, Singh, Gagnon, Campbell, Roy, Wong, Bouchard, Morrison, Côté, Fraser, Pelletier, Sharma, Leblanc, Stewart, Dhillon',
    '{f} Bakery, Boulangerie {f}, {c} Bread Works, {f} Flour Mills Ltd., {c} Doughnut House, {f} Foods, Maple Oven {c}, {f} & Fils',
  ),
  country(
    'AU',
    52,
    '104',
    'Jack, Charlotte, Noah, Matilda, Cooper, Ruby, Lachlan, Evie, Angus, Sienna, Minh, Georgia, Harrison, Anika, Declan, Tahlia',
    "O'Brien, Nguyen, Taylor, Papadopoulos, Harris, Wilson, Costa, Murray, Clarke, Tran, Kelly, Dawson, Fitzgerald, Rossi, Hughes, Mitchell",
    '{f} Bakehouse, {c} Pie Company, {f} & Co, {c} Sourdough Collective, {f} Fine Pastry, Southern Cross Mills {c}, {f} Catering, Corner Oven {c}',
  ),
  country(
    'SE',
    32,
    '101',
    'Elsa, Hugo, Alma, Nils, Astrid, Oskar, Saga, Axel, Linnéa, Viktor, Maja, Gustav, Ebba, Åke, Sara, Mohammed',
    'Andersson, Johansson, Lindqvist, Bergström, Nyström, Åkesson, Sjöberg, Ekström, Lundgren, Hedlund, Öberg, Wallin, Holm, Forsberg, Haddad, Engström',
    '{f}s Bageri, {c} Bröd AB, {f} Konditori, {c} Kvarn AB, {f} & Co AB, Surdegen {c}, Kafé {f}',
  ),
  country(
    'NL',
    6,
    '100',
    'Daan, Lotte, Bram, Femke, Thijs, Eva, Ruben, Noor, Jeroen, Maaike, Youssef, Fleur',
    'de Vries, Jansen, van den Berg, Visser, Smit, El Amrani, Mulder, van Dijk, Bosch, Kuipers, Hendriks, van der Meer',
    'Bakkerij {f}, Banketbakkerij {f}, Molen {f}, Brood van {c}',
    'Utrecht, Zwolle, Groningen, Breda, Haarlem, Leiden',
  ),
  country(
    'BE',
    3,
    '100',
    'Lucas, Elise, Arne, Louise, Wout, Amélie',
    'Peeters, Maes, Claes, Lambert, Dubois, Wouters',
    'Bakkerij {f}, Pâtisserie {f}, Broodhuis {c}',
    'Gent, Leuven, Liège',
  ),
  country(
    'PL',
    3,
    '101',
    'Zofia, Jakub, Hanna, Michał, Łukasz, Małgorzata',
    'Kowalska, Wiśniewski, Wójcik, Lewandowska, Dąbrowski, Szymański',
    'Piekarnia {f}, Cukiernia {f}, Młyn {c}',
    'Kraków, Poznań, Wrocław',
  ),
  country(
    'ES',
    3,
    '102',
    'Lucía, Martín, Sofía, Iñigo, Nuria, Álvaro',
    'García, Fernández, Muñoz, Ibáñez, Ortega, Peña',
    'Panadería {f}, Obrador {f}, Horno de {c}',
    'Valencia, Bilbao, Sevilla',
  ),
  country(
    'IT',
    3,
    '102',
    'Giulia, Lorenzo, Chiara, Matteo, Niccolò, Federica',
    'Rossi, Bianchi, Ferrari, Colombo, Ricci, Conti',
    'Panificio {f}, Pasticceria {f}, Molino di {c}',
    'Bologna, Torino, Parma',
  ),
  country(
    'AE',
    3,
    '102',
    'أحمد, فاطمة, خالد, مريم, يوسف, ليلى',
    'المنصوري, الهاشمي, النعيمي, الكتبي, حداد, الزعابي',
    'مخبز {f}, Al Noor Bakeries {c}, {c} Grand Hotel',
    'Dubai, Abu Dhabi, Sharjah',
  ),
  country(
    'EG',
    2,
    '102',
    'محمد, نور, عمر, سلمى',
    'السيد, إبراهيم, منصور, فاروق',
    'مخابز {f}, Nile Mills {c}',
    'Cairo, Alexandria',
  ),
  country(
    'PT',
    2,
    '102',
    'João, Inês, Gonçalo, Beatriz',
    'Silva, Ferreira, Gonçalves, Simões',
    'Padaria {f}, Pastelaria {c}',
    'Porto, Coimbra',
  ),
  country(
    'CH',
    2,
    '101',
    'Luca, Lea, Reto, Céline',
    'Meier, Keller, Bolliger, Favre',
    'Bäckerei {f}, Confiserie {c}',
    'Zürich, Bern',
  ),
  country(
    'JP',
    2,
    '103',
    '陽菜, 蓮, さくら, 健太',
    '佐藤, 鈴木, 高橋, 渡辺',
    '{f}製パン, {c} Bakery KK',
    'Osaka, Kyoto',
  ),
  country(
    'UA',
    2,
    '101',
    'Оксана, Тарас, Марія, Андрій',
    'Шевченко, Коваленко, Бондаренко, Ткачук',
    'Хлібзавод {f}, Пекарня {c}',
    'Lviv, Odesa',
  ),
]

export const ROLES: readonly string[] = words(
  'buyer, head baker, owner, operations manager, maintenance engineer, accounts payable, plant manager, quality manager, purchasing assistant, managing director, production planner, pastry chef',
)

export const AGENTS = [
  { extension: '100', name: 'Sanne Bakker' },
  { extension: '101', name: 'Piotr Nowak' },
  { extension: '102', name: 'Amira Haddad' },
  { extension: '103', name: 'Daniel Reyes' },
  { extension: '104', name: 'Grace Okoro' },
  { extension: '105', name: 'Joost Vermeer' },
] as const
