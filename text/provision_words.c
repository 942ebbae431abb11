#include "text/provision_words.h"

#include "text/provision_token.h"

static const struct provision_words rows[] = {
	{CLASS_ARTICLE, "article artículo art artigo artikel articolo статья статье статью статьёй статьею ст стаття статтю статтею المادة مادة والمادة بالمادة للمادة artikels artykuł artykułu artykule artykułem articolul articolului члана члану чланом članak članka članku člankom član člana članu članom čl άρθρο άρθρου арт артыкул артыкула артыкулу артыкуле моддаи článek článku článkem článok artikeln"},
	{CLASS_ARTICLE | CLASS_PLURAL, "articles arts artículos artigos artt статьи статті статей статьям статьями статьях стст статтями статтях المواد المادتان المادتين والمواد والمادتان والمادتين بالمواد بالمادتين articoli artykuły artykułów articolele articolelor články článků článkov članovi članova članci članaka чланови чланова άρθρα άρθρων артыкулы артыкулаў моддаҳои artikelen"},
	{CLASS_ARTICLE | CLASS_BEHIND, "бап бабы бабын бабына бабында бабынан бабымен бабының баптың бапта бапқа бапты баппен баптан берене беренеси беренесин беренесине беренесинде беренесинен беренесинин беренеде беренеге беренени беренен берененин modda moddasi moddasini moddasiga moddasida moddasidan moddasining модда моддаси моддасини моддасига моддасида моддасидан моддасининг madde maddesi maddesinin maddesine maddesinde maddesini maddesinden maddesiyle maddede maddenin maddeye cikk cikke cikkének cikkében cikkét cikkéhez cikkével"},
	{CLASS_ARTICLE | CLASS_BEHIND | CLASS_PLURAL, "баптар баптары баптарын баптарына баптарында баптарымен баптарының баптардың баптарға баптарда беренелер беренелери беренелерин беренелерине беренелеринде беренелеринин moddalar moddalari moddalarini moddalariga moddalarida moddalarining моддалари моддаларини моддаларида моддаларига моддаларининг maddeler maddeleri maddelerinin maddelerine maddelerinde maddelerini maddelerinden cikkei cikkeinek cikkek"},
	{CLASS_ARTICLE | CLASS_DIVISION, "الفصل والفصل بالفصل للفصل"}, /* of Tunisian and Moroccan laws; else a chapter */
	{CLASS_ARTICLE | CLASS_DIVISION | CLASS_PLURAL, "الفصول والفصول بالفصول الفصلان الفصلين والفصلان والفصلين"},
	{CLASS_DOTTED, "član člana članu članom članak članka članku člankom članovi članova članci članaka stav stava stavu stavak stavka члан члана члану чланом чланови чланова став става ставу madde maddesi maddesinin maddesine maddesinde maddesini maddesinden maddesiyle maddede maddenin maddeye maddeler maddeleri maddelerinin maddelerine maddelerinde maddelerini maddelerinden fıkra fıkrası fıkrasına fıkrasında fıkrasını fıkrasının cikk cikke cikkének cikkében cikkét cikkéhez cikkével cikkei cikkeinek cikkek"},
	{CLASS_SECTION, "section sec sección"},
	{CLASS_SECTION | CLASS_PLURAL, "sections secs secciones"},
	{CLASS_RULE, "rule règle regla правило правила правилу правилом правиле"},
	{CLASS_RULE | CLASS_PLURAL, "rules règles reglas правил правилам правилами правилах"},
	{CLASS_PRINCIPLE, "principle principe principio принцип принципа принципу принципом принципе"},
	{CLASS_PRINCIPLE | CLASS_PLURAL, "principles principes principios принципы принципов принципам принципами принципах"},
	{CLASS_PARAGRAPH, "pkt paragraph para par paragraphe párrafo párr parágrafo apartado apdo ap numeral inciso inc incs alinéa al ч часть части частью частях п пункт пункта пункту пункте пунктом абзац абзаца абзаце абзацем абз part clause ordinal тармақша тармақшасы тармақшасының тармақшасына тармақшасында тармақшасын тармақ тармағы тармағының тармағына тармағында тармағын бөлік бөлігі бөлігінің бөлігіне бөлігінде бөлігін бөлігімен тармағымен fracción base comma subsection point الفقرة فقرة والفقرة частина частину частини частині частиною ust ustęp ustępu odst odstavec odstavce ods odsek odseku lid alin alineatul alineatului stav stava stavu stavak stavka став става ставу παρ παράγραφος παραγράφου частка часткі частку частцы бөлүк бөлүгү бөлүгүнө бөлүгүндө бөлүгүнүн qism qismi qismiga qismida qismini qismining қисми қисмига қисмида қисмининг fıkra fıkrası fıkrasına fıkrasında fıkrasını fıkrasının bekezdés bekezdése bekezdésének bekezdésében bekezdését"},
	{CLASS_PARAGRAPH | CLASS_PLURAL, "paragraphs paras pars paragraphes párrafos parágrafos párrs apartados apdos incisos numerales alinéas чч пп пункты пунктов пунктам пунктами пунктах пункти пунктів частин частинам частинами частинах частей частям частями абзацы абзацев абзацами абзацах parts clauses subsections тармақтары тармақтарының тармақтарына тармақтарында тармақтарын тармақтарымен бөліктері бөліктерінің бөліктеріне бөліктерінде бөліктерін бөліктерімен тармақшалары тармақшаларының тармақшаларына тармақшаларында الفقرتان الفقرتين الفقرات والفقرتين والفقرات fracciones points abs absatz absatzes absätze absätzen ziff ziffer ziffern бөлүктөрү бөлүктөрүнүн бөлүктөрүндө qismlari qismlarining qismlarida fıkraları fıkralarının"},
	{CLASS_SUBPARAGRAPH, "al alinéa subparagraph subpara letter letra literal lit lettre let lett litt litera inciso inc incs подпункт подпункта подпункту подпунктом подпункте подп п пп item clause sub point sous apartado apdo ap numeral buchst buchstabe buchstaben підпункт підпункту підпунктом pkt písm písmeno písmena"},
	{CLASS_SUBPARAGRAPH | CLASS_PLURAL, "subparagraphs letters lettres letras literales points alinéas incisos apartados apdos numerales подпункты подпунктов подпунктам подпунктами подпунктах підпункти підпунктів підпунктами"},
	{CLASS_AND | CLASS_CHAIN | CLASS_GAP, "and or nor et ou ni y o e u und и или а және не мен пен бен та і або و oraz și ve ile va жана και"},
	{CLASS_TO, "to through à a al until до по a au bis"},
	{CLASS_OF, "of de du des d del la le l de las los do da dos das von من der della dell delle dello din degli dei delle nello nella ai agli του της van"},
	{CLASS_IN | CLASS_GAP, "ao aos às pelo pela pelos pelas nos nas in under to from by at within dans en à au aux sous por según conforme в во по из к согласно"},
	{CLASS_THE, "the το τα its their our this that his her these those said same both each such la le les l el los las su sus nuestra nuestro ce cette cet son sa ses leur leurs notre эта этой этого настоящего настоящей своей his your o a os as country s het"},
	{CLASS_OWN, "this present présent présente настоящего настоящей presente esta este cette dicha dicho said ladite осы"},
	{CLASS_FILL, "new old former current present amended revised draft said same un united nations international national federal european above abovementioned aforementioned mentioned existing existent applicable domestic country entire whole own nouveau nouvelle nuevo nueva présent présente susmentionné précité actuel vigente действующего нового international un u n so called provisional interim political transitional pour  islamic"},
	{CLASS_NUMERO, "no nos n nº núm num number numbers numéro número numero nr numéros №"},
	{CLASS_NUMERO | CLASS_PLURAL, "núms números nºs"},
	{CLASS_CHAIN, "read taken alone in conjunction together with as well both combination conjunctively separately also jointly lus lu pris combinaison avec isolément conjointement ainsi que combinés combiné lue leídos leído conjuntamente con así como relación en concordancia conjunción совместно вместе с сочетании во взаимосвязи так же также как и in the light of each per se not отдельно совокупности рассматриваемой рассматриваемых рассматриваемая взятой отдельности seul seuls séparément separado separada verbindung mit ivm со em com combinação combinado combinados conjugado conjugados subject limited proviso учетом учётом i w związku z zw en och ze och ve"},
	{CLASS_GAP, "particular particularly including includes include especially notably namely set out forth as enshrined guaranteed provided for its also mainly specifically eg see contained laid down stated stipulated inter alia such defined prescribed dans son sa ses notamment particulier su sus especial particularmente частности его её их especially specially e g i e viz cf the le la les el los las reads read states provides stipulates lays declares says guarantees requires calls calling codified accordance pursuant conformity virtue established found outlined expressed declare nın nin nun nün ın un ün"},
	{CLASS_COUNTED, "people persons person year years month months day days week weeks hours others other cases case activists members member states state countries journalists times time percent million thousand individuals men women children more further additional different separate were was had have are has january february march april may june july august september october november december ans mois jours personnes años meses días personas enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre janeiro fevereiro março maio junho julho setembro outubro novembro dezembro лет года год годов месяцев дней человек января февраля марта апреля мая июня июля августа сентября октября ноября декабря лиц журналистов активистов участников случаев дел"},
	{CLASS_SPEAKS, "said says noted calls called urged urges recommended recommends reported reports expressed expresses welcomed welcomes highlights highlighted submits submitted condemns condemned believes asked explained alleged informed published publishes commended raised concluded warned wrote works worked joined appreciates appreciated criticised criticized criticises documented argues argued"},
	{CLASS_FORMER, "former formerly old previous previously then repealed superseded ancien ancienne anciennement ex antiguo antigua anterior прежний прежнего прежней бывший бывшего бывшей ранее"},
	{CLASS_NOW, "now currently present presently today renumbered new actuel actuellement désormais devenu ahora actualmente actual ныне теперь now"},
	{CLASS_STATE, "republic kingdom state states islamic federal democratic socialist people united arab bolivarian federation federative federativa plurinational union principality sultanate emirate commonwealth oriental eastern hashemite république royaume état fédérale islamique démocratique populaire república reino estado estados federación bolivariana plurinacional islámica республика республики республике республику федерация федерации республикасы республикасының of and the former yugoslav"},
	{CLASS_BIS, "bis ter quater quinquies sexies septies octies مكرر"},
	{CLASS_REPORT, "report document paper submission study chapter present judgment opinion statement briefing decision guidelines annex appendix resolution communication observations rapport document informe documento доклада доклад документа briefing website note memorandum"},
	{CLASS_ABOVE, "above below supra infra hereafter hereunder herein overleaf ci"},
	{CLASS_ABBREVIATION, "art arts artt para paras par párr párrs no nos n nr ст ч п пп стст чч sec secs al lit num núm núms inc incs cf v c eg ie inc doc mr mrs ms dr st op cit vs conv pp p vol ed res add rev u s im г гг др т подп абз apdo apdos ap let abs buchst ziff ust pkt čl odst ods alin παρ арт písm"},
	{CLASS_ORDINAL, "primo secondo terzo quarto first premier première primer primero primera первый первая первой первую первое первого первым первом бірінші second deuxième seconde segundo segunda второй вторая второго вторую второе вторым втором екінші third troisième tercer tercero tercera третий третья третьей третью третьего третьим третьем үшінші fourth quatrième cuarto cuarta четвертый четвертая четвертой четвертую четвертого четвертым четвертом төртінші fifth cinquième quinto quinta пятый пятая пятой пятую пятого пятым пятом бесінші sixth sixième sexto sexta шестой шестая шестую шестого шестым шестом алтыншы seventh septième séptimo séptima седьмой седьмая седьмую седьмого седьмым седьмом жетінші eighth huitième octavo octava восьмой восьмая восьмую восьмого восьмым восьмом сегізінші ninth neuvième noveno novena девятый девятая девятой девятую девятого девятым девятом тоғызыншы tenth dixième décimo décima десятый десятая десятой десятую десятого десятым десятом оныншы eleventh onzième undécimo undécima одиннадцатый одиннадцатая одиннадцатой twelfth douzième duodécimo duodécima двенадцатый двенадцатая двенадцатой twentieth vingtième vigésimo vigésima двадцатый двадцатая двадцатой перша першої першою другої другою третьої третьою четвертої друга другу третя третю четверта четверту шоста шосту шостої сьома сьому сьомої восьма восьму восьмої десята десяту десятої першу birinci birinchi биринчи eerste ikinci ikkinchi экинчи иккинчи tweede üçüncü uchinchi үчүнчү учинчи derde dördüncü төртүнчү тўртинчи vierde beşinci beshinchi бешинчи vijfde altıncı oltinchi алтынчы олтинчи zesde yedinci yettinchi жетинчи еттинчи zevende sekizinci sakkizinchi сегизинчи саккизинчи achtste"},
	{CLASS_FIRST, "premier première primero primera one один первая"},
	{CLASS_LAW, "law laws act acts bill ordinance ordinances decree decrees decreto décret loi lois ley leyes закон закона законом законе закону указ указа regulation regulations directive order code codes кодекс кодекса código codigo lei заң заңы заңының заңның statute statutes legislation bylaws rules guidelines règlement règlements ordonnance ordonnances arrêté arrêtés circulaire statuts contrat reglamento reglamentos ordenanza ordenanzas estatutos contrato regulamento regulamentos portaria amendment amendments proyecto projet projeto enmienda regolamento gesetz gesetzes verordnung satzung geschäftsordnung регламент регламента постановление постановления положения инструкции приказа законопроекта проекта"},
	{CLASS_TREATY, "treaty agreement pact accord accords convention charter declaration protocol statute covenant traité accord convention charte déclaration protocole statut pacte tratado acuerdo convenio convención carta declaración protocolo estatuto pacto договор соглашение конвенция хартия декларация протокол устав пакт memorandum treaties conventions resolution principles body guidelines instrument instruments instrumento instrumentos"},
	{CLASS_A, "a an un une una any another every some no each several many series number"},
	{CLASS_ABOUT, "on for against concerning relating regarding about to sur relative relatif contre pour concernant sobre contra relativo relativa о об относительно против туралы"},
	{CLASS_SEE, "see cf refer referred voir véase см"},
	{CLASS_BODY, "organisation organization organisations organizations ngo ngos group groups association watchdog partner campaign charity"},
	{CLASS_THEREOF, "thereof"},
	{CLASS_SAME, "same latter that said même cet ladite ledit mismo misma dicha dicho esa ese указанного указанной названного названной этого этой же той того тієї mesmo mesma derselben desselben stessa stesso"},
	{CLASS_DIVISION, "chapter chapters cap title part schedule chapitre titre partie livre capítulo título parte главы раздела разделе главе тарау"},
	{CLASS_CALLED, "hereinafter hereafter the known as called referred to formerly ci après dénommée dénommé en adelante denominada denominado далее la le el los las l"},
	{CLASS_PRONOUN, "them whom which us eux elles lesquels lesquelles ellos ellas них которых нас"},
	{CLASS_FOLLOWING, "suivants suivantes suivant seq seqq following siguientes ss ff sqq последующие последующих далее"},
	{CLASS_PHRASE, "sentence phrase frase oración предложение предложения limb satz"},
	{CLASS_AGAINST, "contrary contravenes contravened contravene contravention violate violates violated violating violation violations breach breaches breached infringe infringes infringed incompatible inconsistent conflicts contradicts contraire incompatible méconnaît viole violent violation contraria contrario incompatible vulnera viola violación противоречит противоречат нарушает нарушают нарушение"},
	{CLASS_COMMENT, "comment comments observation observations observación recommendation замечание замечания замечании"},
	{CLASS_COMMON, "international humanitarian human rights domestic national common civil martial customary islamic sharia shari case criminal public private constitutional european community union military refugee statutory by rule of in the under s state federal natural administrative"},
};

const struct provision_words *provision_words_at(size_t i)
{
	return i < sizeof rows / sizeof *rows ? &rows[i] : NULL;
}

static const struct generic_name generics[] = {
	{INSTRUMENT_COVENANT, "Covenant;Pacte;Pacto;Пакт"},
	{INSTRUMENT_CONVENTION, "Convention;Convención;Convenio;Конвенция;Convenção;Convenzione;Konwencja;Konwencji;Sözleşme;Sözleşmesi;Convenția;Convenției;Konvencija;Konvencije;Úmluva;Úmluvy"},
	{INSTRUMENT_CHARTER, "Charter;Charte;Carta;Хартия;Устав"},
	{INSTRUMENT_DECLARATION, "Declaration;Déclaration;Declaración;Декларация"},
	{INSTRUMENT_OPTIONAL_PROTOCOL, "Optional Protocol;Protocole facultatif;Protocolo Facultativo;Факультативный протокол"},
	{INSTRUMENT_PROTOCOL, "Protocol;Protocole;Protocolo;Протокол;Additional Protocol;Protocole additionnel"},
	{INSTRUMENT_STATUTE, "Statute;Statut;Estatuto"},
	{INSTRUMENT_CODE, "Code;Código;Кодекс"},
	{INSTRUMENT_LAW, "Law;Act;Loi;Ley;Закон;Ordinance"},
	{INSTRUMENT_CONSTITUTION, "constitucional;constitucionales"}, /* "artículo 16 constitucional" */
};

const struct generic_name *generic_name_at(size_t i)
{
	return i < sizeof generics / sizeof *generics ? &generics[i] : NULL;
}

/* Folded, as ordinal_value is asked. */
static const struct {
	unsigned value;
	const char *words;
} ordinals[] = {
	{1, "перша першу першоі першою primo first premier premiere primer primero primera первыи первая первои первую первое первого первым первом бірінші birinci birinchi биринчи eerste"},
	{2, "друга другу другоі другою secondo second deuxieme seconde segundo segunda второи вторая второго вторую второе вторым втором екінші ikinci ikkinchi экинчи иккинчи tweede"},
	{3, "третя третю третьоі третьою terzo third troisieme tercer tercero tercera третии третья третьеи третью третьего третьим третьем үшінші ucuncu uchinchi үчүнчү учинчи derde"},
	{4, "четверта четверту четвертоі quarto fourth quatrieme cuarto cuarta четвертыи четвертая четвертои четвертую четвертого четвертым четвертом төртінші dorduncu төртүнчү туртинчи vierde"},
	{5, "fifth cinquieme quinto quinta пятыи пятая пятои пятую пятого пятым пятом бесінші besinci beshinchi бешинчи vijfde"},
	{6, "шоста шосту шостоі sixth sixieme sexto sexta шестои шестая шестую шестого шестым шестом алтыншы altıncı oltinchi алтынчы олтинчи zesde"},
	{7, "сьома сьому сьомоі seventh septieme septimo septima седьмои седьмая седьмую седьмого седьмым седьмом жетінші yedinci yettinchi жетинчи еттинчи zevende"},
	{8, "восьма восьму восьмоі eighth huitieme octavo octava восьмои восьмая восьмую восьмого восьмым восьмом сегізінші sekizinci sakkizinchi сегизинчи саккизинчи achtste"},
	{9, "ninth neuvieme noveno novena девятыи девятая девятои девятую девятого девятым девятом тоғызыншы"},
	{10, "десята десяту десятоі tenth dixieme decimo decima десятыи десятая десятои десятую десятого десятым десятом оныншы"},
	{11, "eleventh onzieme undecimo undecima одиннадцатыи одиннадцатая одиннадцатои"},
	{12, "twelfth douzieme duodecimo duodecima двенадцатыи двенадцатая двенадцатои"},
	{20, "twentieth vingtieme vigesimo vigesima двадцатыи двадцатая двадцатои"},
};

static bool is_among(struct span folded, const char *words)
{
	for (const char *p = words; *p != '\0';) {
		size_t len = strcspn(p, " ");

		if (span_eq(span_make(p, len), folded))
			return true;
		p += len + (p[len] == ' ');
	}
	return false;
}

unsigned ordinal_value(struct span folded)
{
	for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
		if (is_among(folded, ordinals[i].words))
			return ordinals[i].value;
	return 0;
}
