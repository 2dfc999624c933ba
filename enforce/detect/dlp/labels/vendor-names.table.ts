// SPDX-License-Identifier: Apache-2.0

/** Names that are hardly ever anything but a vendor of an interface, by their first letter. */
const DEFINITE: Readonly<Record<string, string>> = {
  digits:
    '0xapi 100ms 17track 1forge 1inch 1password 2captcha 360learning 3commas 3scale 4everland 500px 6sense ' +
    '7shifts 8x8',
  a:
    'abbyy ablebits abnormalsecurity abstractapi abuseipdb abyssale accuranker accuweather achecker acoustid ' +
    'activecampaign activecollab activetrail acuityscheduling adafruit adalo adapty adbutler adobesign adroll ' +
    'adyen adzuna aerisweather aeroworkflow affinda aftership agentops agilecrm agora agrowtech ahrefs aikido ' +
    'airbrake airbyte aircall airops airship airtable airvisual aistudio aiven aivenio akamai alchemyapi alconost ' +
    'alegra alephalpha aletheiaapi algolia alibabacloud alienvault allsports alphavantage amadeus ambee amberdata ' +
    'americanexpress anam angellist ankr anthropic anymailfinder anypoint anyscale anythingllm apacta api2cart ' +
    'api2convert api2pdf apicurio apideck apidog apiflash apifonica apify apigee apilayer apimatic apiscience ' +
    'apitemplate apivoid apollographql apolloio appcenter appcues appdynamics appfollow applovin appmetrica ' +
    'appointedd appoptics appsflyer appsheet appsmith apptivo appwrite arangodb arcadedev arcee archbee argilla ' +
    'ariba arize arizephoenix artsy arubanetworks asana ascendex asknicely assembla assemblyai astradb atera ' +
    'atlassian attio audd auth0 authentik authgear authorizenet authress authy autobound autodesk autoklose ' +
    'automattic automizy autopilothq avalara avatarapi aviationstack awork axiomco axonaut aylien azuredevops',
  b:
    'b2backblaze b2binpay backblaze backendless balena bamboohr bannerbear barcodelookup barcodespider basecamp ' +
    'baselinker baseten bazaarvoice beebole beefree beehiiv beeswax belvo benchling bentoml bestbuy bettermode ' +
    'betterstack betteruptime bigcommerce bigdatacloud bigmailer bigml bigpanda billcom billomat billsby binance ' +
    'bitbar bitcoinaverage bitfinex bitflyer bitgo bitly bitmex bitpanda bitquery bitrise bitso bitstamp bittrex ' +
    'bitvavo blackboxai blackduck blandai blazemeter blitapp blockchaincom blockcypher blockdaemon blockfrost ' +
    'blocknative blockvigil bloomreach bluejeans bluesnap bnbchain bombbomb boomi boostnote borgbase botify ' +
    'botpress botstar braintree braintrustdata brandfetch braze brevo brex brightcove brightdata brightlocal ' +
    'broadcom browserbase browsercat browserless browserstack browshot btcpay bubbleio bucketio buddyns ' +
    'buddypunch buddyworks budibase bugherd bugsnag bugsplat buildbuddy buildkite builtwith bulksms bulletproofs ' +
    'bunnycdn bunnynet bunnyshell bunq businesscentral buttercms buxfer bybit byteplus',
  c:
    'caflou calendarific calendly calorieninja campaignmonitor campayn cannyio canva canvaslms capmonster ' +
    'capsolver capsulecrm captaindata captchaai carbonblack carbone carboninterface cartesiaai cashboard caspio ' +
    'castai celestrak censys centralstationcrm cerebras cexio chainlink chainstack channelengine channeltalk ' +
    'chargebee chargeover chargepoint chargify chartmogul chatbase chatfuel chatglm chatgpt chatpdf chatsonic ' +
    'chatwoot checio checkly checkmarket checkmarx checkvist chilipiper chilkat chorusai chromadb chronosphere ' +
    'circleci cirrusci ciscospark ciscoumbrella cision civitai clarifai claris clearbit clearscope cleverbot ' +
    'clevertap clickatell clickbank clickfunnels clickhelp clickhouse clickmeter clicksend clicktime clickup ' +
    'cliengo clientary clinchpad cliniko clockify clockodo clockworksms clojars closecrm cloudamqp cloudcannon ' +
    'cloudconvert cloudcraft cloudelements cloudera cloudflare cloudhealth cloudimage cloudinary cloudlayer ' +
    'cloudmersive cloudplan cloudsigma cloudsmith cloudtables cloudways cloudzero cloze clustdoc coassemble ' +
    'codacy codeclimate codefresh codegpt codeium codemagic codeocean codequiry coderabbit codesandbox codescene ' +
    'codestral cogniflow cognigy cohereai cohesity coinapi coinbase coincap coindesk coingate coingecko coinify ' +
    'coinlayer coinlib coinmarketcap coinmetrics coinpaprika coinpayments coinranking coinspot coinstats ' +
    'coinswitch colossyan cometml commandbar commercejs commercelayer commercetools commoditiesapi commvault ' +
    'companyhub composio conekta configcat confluent conga connectwise connectycube constantcontact conta contabo ' +
    'contentful contentsquare contentstack convai conversiontools convertapi convertkit convier copperhq ' +
    'copyscape coralogix corellium coreweave coscale costlocker couchbase couchsurfing countrylayer coupa coveo ' +
    'coviu craftmypdf cratedb crawl4ai crawlbase crewai criteo cronitor cronofy crossbrowsertesting crowdstrike ' +
    'crowdtangle crunchbase cryptocompare cryptoquant cryptowatch csgofloat cudocompute cumulocity currencyapi ' +
    'currencycloud currencyfreaks currencylayer currencyscoop currentsapi cursorai cursorapi customerguru ' +
    'customerio customfit customgpt cyberark cyberghost cybersource cyclr',
  d:
    'd7network dagshub dailyco dalenys dareboost dashlane databento databox databricks datacamp datadog datafire ' +
    'dataforseo datagov datahub dataiku datarails datarobot datastax datatrek datawrapper datocms daytona ' +
    'ddownload deadmanssnitch dealmaker deepai deepchecks deepgram deepinfra deepl deepseek deepset deepsource ' +
    'deezer defectdojo defillama delightedapi deliveroo demandbase demio denodeploy descope desmos detectify ' +
    'detectlanguage devcycle dexi dfuse dialpad diffbot dify diggernaut digikey digioh digitalocean digitalrealty ' +
    'directus discogs discord disqus dittofeed dixa dnscheck dnsfilter dnsimple dnsmadeeasy dnspod docebo ' +
    'docparser docraptor docsend documo docupilot docusign docuware dodopayments dolby dolibarr domainiq domainr ' +
    'domo doordash doppio doppler dotcms dotdigital dotmailer doubao dovico downdetector dreamfactory dreamstudio ' +
    'dremio dribbble dripcrm dronahq droneci dropbox dropcontact duckdns duda duffel dufflebag duneanalytics ' +
    'duneapi duosecurity dwolla dynadot dynalist dynatrace dyspatch',
  e:
    'e2bdev eagleeyenetworks easyinsight easypost easyrec easyship eatstreet ebayapi echobox ecostruxure ecwid ' +
    'edamam edenai edgeone egnyte eightbyeight ekata elasticcloud elasticemail elementor eleos elevenlabs ' +
    'eleventyapi elevio emailable emailjs emailoctopus emarsys embedly emburse emsisoft enablex encharge ' +
    'endorlabs enode enormail enrichlayer ensemblesdata entrata envato envkey envoyhq eodhd eodhistoricaldata ' +
    'epsagon equinix ermes ermetic errorception esignatures etherscan etherspot ethplorer etsy etsyapi eventbrite ' +
    'everhour evernote evervault everypixel evomi exacttarget exasol exchangerate exlibris exoscale exotel ' +
    'expedia expensify extensis extractorapi eyeem',
  f:
    'facebook faceplusplus factset fairwinds falai falconx fantasydata fastforex fastgpt fastly fastmail ' +
    'fastspring fathomhq faunadb faxplus fedex feedbin feedhive feedier feedly fermyon fetchrss fibery fieldwire ' +
    'figma figshare filestack filezilla finage financialmodelingprep fingerprintjs finicast finicity finnhub ' +
    'firebase firebolt firecrawl firehydrant fireworksai fitbit fivetran fixerio flagsmith flarum flatfile flatio ' +
    'flatlogic fleetbase flexport flickr flightapi flightaware flightlabs flightstats flipside floatapp flodesk ' +
    'flowdash flowdock flowflu flowise flutterflow flutterwave fluxguard flyio fmfw fogbugz followupboss fonoapi ' +
    'forestadmin formbricks formbucket formcraft formio formsite formspree formstack fortanix fortinet fortnox ' +
    'foundrydigital fourkites foursquare frameio freeagent freecurrencyapi freepik freshbooks freshchat freshdesk ' +
    'freshping freshrelease freshsales freshservice freshworks frontapp frontegg fullcontact fullenrich fullstory ' +
    'funraise fusebill fusionauth fxmarket',
  g:
    'galxe garmin gcore geckoboard geekflare geminiai genesys gengo geoapify geocodify geocodio geoipify geotab ' +
    'getaddressio getblockio getgeoapi getprospect ghostinspector ghostio gigya giphy gitbook gitguardian ' +
    'gitkraken gladia glassfrog glassnode glideapps glip globalping globalsign globus glooko gnosis gocanvas ' +
    'gocardless godaddy gohighlevel goldrush gongio goodreads googleai googlecloud googlemaps goshippo gotify ' +
    'gotomeeting govdelivery govee gptzero grafana grafbase grammarly graphcms graphhopper gravatar gravitee ' +
    'greenhouseio grepapp greptile gretel greynoise gridly groovehq groq groqcloud growsurf growthbook gtmetrix ' +
    'guardianapi guesty guidewire gumloop gumroad gupshup gusto',
  h:
    'hackertarget hackmd haiilo halopsa handwrytten happi happyfox happyscribe harvestapp hashicorp hasura ' +
    'hatchbuck haveibeenpwned hcaptcha headspin heapanalytics hedera heidelpay heightapp helcim helicone helius ' +
    'hellobar hellofax hellosign helpcrunch helpscout hereapi heremaps heroku heropost hetzner hevo hexact ' +
    'hexnode heyflow heygen hibob hibp highergov hightouch hikerapi hipchat hitbtc hiveage hivehq hivemq ' +
    'holidayapi homeassistant homeaway honeybadger honeycombio hookdeck hootsuite hopin hostaway hostinger ' +
    'hotdocs hotjar houndify howsociable html2pdf htmlcsstoimage hubplanner hubspot hubstaff huggingface ' +
    'humanlayer humeai humio hunterio hunyuan huobi hybiscus hypeauditor hyperbrowser hypertrack hystax',
  i:
    'iamport iaptic ibmcloud ibmwatson icims iconduck iconfinder idealista idenfy identitii iexapis iexcloud ' +
    'iflytek ifttt illumio iloveapi imagekit imagga imanage imgbb imgix imgur incidentio indodax infisical ' +
    'inflectionai infobip infracost infura inngest inoreader insightly instabot instacart instagram instamojo ' +
    'instructure integromat intellihr intelx interactsh intercom interseller intra42 intrinio intrusta investec ' +
    'invoicely invoiceninja ionos ionq ipapi ipfind ipgeo ipgeolocation ipify ipinfo ipqs ipqualityscore ' +
    'ipregistry ipstack irail ironmq ironscales iterativehq itglue ithenticate itunesconnect iyzico izooto',
  j:
    'jamf jellyfin jentic jiminny jina jinaai jiosaavn jirasoftware jobadder jobber jotform joyent jsonbin ' +
    'jsonwhois judge0 jumio jumpcloud jumpseller jupiterone justcall justgiving justpremium justworks jwplayer',
  k:
    'kaggle kairosio kakao kaleyra kaltura kameleoon kandji karmacrm katalon kayako keboola keenio keepa kentik ' +
    'keycdn keywordseverywhere kibo kickbox kickfire kickserv kinde kinsta kintone kissmetrics kiteworks klarna ' +
    'klaviyo klazify knack knowbe4 kodular komodor konghq kontent koyeb kraken krisp kroger kubecost kucoin ' +
    'kudoboard kustomer kwai kycaid kylas',
  l:
    'labelbox labelstudio lacework lakera lalamove lambdalabs lambdatest lancedb landbot langfuse langgraph ' +
    'langsmith langtrace languageio languagelayer langwatch lansweeper laravelforge larksuite lastfm lastpass ' +
    'latchel latitudesh launchdarkly launchnotes leadfeeder leadiq leadspace leadsquared leanix leapwork ' +
    'learnworlds leaseweb legiscan lemlist lemonsqueezy lendflow leptonai lessannoyingcrm letmetry letta leverate ' +
    'lexigram lexisnexis liblab liferay lightdash lightfield lightfunnels lightspark lightstep lilt limblecmms ' +
    'linearapi linemessaging lingvanex linkedin linode liquidai liquidplanner listenbrainz listennotes listmonk ' +
    'litellm litmusworld livechat livekit livepeer livesession livestorm llamacloud llamaindex lmnt loadero ' +
    'loadmill lobapi localstack locationiq locize lodgify logdna logentries loggly logicgate logicmonitor ' +
    'loginradius logpoint logrocket logsnag logtail logto logtrust logz logzio lokalise longport looker loopsso ' +
    'loyverse lucidchart lumaai lumapps lumigo lunchmoney luno lusha',
  m:
    'm3o macstadium madkudu magicbell mailblaster mailboxlayer mailboxvalidator mailchimp mailcoach mailerlite ' +
    'mailerq mailersend mailgun mailinator mailjet mailmodo mailosaur mailpace mailparser mailreach mailsac ' +
    'mailslurp mailtrap mailwizz mainwp malshare mandiant mandrill manifoldmarkets manychat mapbox mapillary ' +
    'mapotempo mapquest maptiler marketo marketstack markmonitor markprompt marvelapp mashape mastercard matomo ' +
    'matrixorg mattermost matterport mavenlink maxio maxmind mcafee mealie meaningcloud mediastack mediavalet ' +
    'medusajs meilisearch meistertask mem0ai memberspace memberstack memfault memgraph mentionapi meraki ' +
    'mercadolibre mercadolivre mercadopago mesibo messagebird messagemedia metaapi metabase metalsapi metamap ' +
    'metaplane metricool metrilo mews microblink microcms microstrategy midjourney midtrans milvus mimecast ' +
    'mindee mindmeister minimax mintlify mirrorweb missiveapp mistral mixcloud mixedbread mixmax mixpanel mixrank ' +
    'mobb mobidea mockaroo modeanalytics modelscope moderationapi modrinth moengage mojeek mojohelpdesk mollie ' +
    'moloco momento mondaycom moneybird mongodb monkeylearn monkeytype monnify monzo moonclerk moonpay moonshot ' +
    'moosend moralis morningstar morphllm motherduck mouser moxie mozapi mparticle mrticktock msg91 msgraph ' +
    'multion musicbrainz musixmatch mutantmail myfatoorah mygeotab myintervals mynewsdesk mysportsfeeds',
  n:
    'n26 n8n nager namecheap namsor nango nanonets nasdaqdatalink nationbuilder navan navattic nebius neetokb ' +
    'neo4j neonapi neonconsole neoncrm neondb neptuneai nessus netatmo netbird netbox netcore netdata netlify ' +
    'netskope netsuite networkforgood neutrinoapi neverbounce newrelic newsapi newscatcher newsdata nexmo ' +
    'nextcloud nextdns nexusmods nftport nftstorage ngrok nhost nibol nicereply niftory nightfall nightwatch ' +
    'nimblebox ninjacat ninjaone ninox nitrado nitropack noaa nocodb nocrm nomicai nomics nordigen nordlayer ' +
    'nordvpn northbeam northflank notifire notionapi novita novu nowpayments nowsecure nozbe nozbeteams nscale ' +
    'nubela nuclino numbeo numlookup numverify nutanix nutritionix nuxthub nylas nypl nytimes',
  o:
    'oanda observeai observeinc octoai octoml octopart octopusdeploy odesli odoo ohdear okta olark ollama omdb ' +
    'omdbapi omise omnisend omniture onboardbase oncehub onedesk onedrive onelogin onepagecrm onepassword ' +
    'onesignal onfido onfleet ontraport onwater oopspam openai openalex openaq opencage opencorporates opencve ' +
    'opendatasoft openexchange openfec openfigi opengraphio opengraphr openlayer openmeteo openmeter openobserve ' +
    'openphone openpipe openreview openrouter openrouteservice opensky opensubtitles opentable opentelemetrycloud ' +
    'openuv openvsx openweather opsera opsgenie opslevel opswat optidash optimizely optimole optimove oracledb ' +
    'orangelogic orbitlove ordermark ordoro originstamp orshot osano oso ossrh otterai otxalienvault ouraring ' +
    'outerbase outsystems overloop ovh ovhcloud owlbot oxla oxylabs',
  p:
    'pabbly packagecloud packagist pactflow padlet pagefly pagerduty pagertree paligo paloalto pandadoc ' +
    'pandascore pandium pandorabots panopto paperform paperpile paperspace papertrail papyrs paralleldots ' +
    'parcellab parcelpanel pardot parsehub parsio particleio partnerstack passbase pastebin patchstack patreon ' +
    'paydirt payfit paylocity paymo paymoapp paymongo payoneer paypal paysera paystack paytm paytrace payu ' +
    'paywithextend pdflayer pdfmonkey pdfshift peaka peakon pendo pendoio peopledatalabs peoplehr pepipost ' +
    'perfecto perigon perimeterx perplexity persistiq personio pexels phantombuster phonepe photoroom phraseapp ' +
    'phyllo pikapika pikaso pinata pinecone pingdom pinpayments pinterest pipe17 pipecandy pipedream pipedrive ' +
    'pipefy pirsch pitchdata pivotaltracker pixabay pixelfed plaid plaky planable planday planetscale planfix ' +
    'planhat plansight planviewleankit planyo platformsh playht plecto plivo plugshare plunk plusdin podcastindex ' +
    'podio podscan poeditor pointandship pokemontcg polarsh pollsapi poloniex polygonio polygonscan polymail ' +
    'polymarket popcornmetrics portainer portcast portkey positionstack postageapp postalytics postcoder postgrid ' +
    'posthog posthook postmark postnl poweradmin powerbi powerschool powrbot poynt premiumize priceonomics ' +
    'primetric printavo printful printify printnode prismacloud prismic privacycom privateai probely procore ' +
    'prodege prodia prodigy prodpad productboard productiveio profitroom profitwell promptfoo promptlayer ' +
    'proofpoint propelauth prospectcrm prospectio protocolsio provesource proxmox proxycrawl proxycurl ' +
    'proxyscrape pscale psdb ptcwindchill ptvxserver pubnub pulsedive pulumi purelymail purestake purpleair ' +
    'pushbullet pushengage pushover pushowl pushpress pushwoosh puzzel pythonanywhere',
  q:
    'qase qdrant qianfan qiniu qlik qodo qonto qovery qstash quaderno qualaroo qualio qualtrics qualys quandl ' +
    'quantcast quantconnect quayio qubole queryly quickbase quickbooks quickchart quickemailverification ' +
    'quickfile quickmetrics quicknode quiknode quipu quora quotaguard qwen qwenai',
  r:
    'rackspace ragie railwayapp rainforestapi rainforestpay rampapi rankmath rapid7 rapidapi rapidsms rapyd rasa ' +
    'raventools rawg razer razorpay reachdesk reachmail readmeio readwise realtor reamaze rebilly rebrandly ' +
    'rechargepayments recombee recordly recruitee recruiterflow recurly redash redbooth reddit redisenterprise ' +
    'redislabs redoxengine redtail reducto refersion regfox relevanceai remitly remnote renderforest rentcast ' +
    'rentman rentrange repairshopr replicatehq replit replug replyio reportportal requestbin requestfinance ' +
    'rescuetime reservio resmushit restpack resy retable retailcrm retellai retently retool retroachievements ' +
    'returnly revai revealbot revenuecat revenuegrid revolutapi rewardful rillet ringba ringcentral ringover ' +
    'ripestat riskified riskiq ritekit rivery rkvst roamresearch robinhood robinpowered roblox roboflow robusta ' +
    'rockerbox rocketchat rocketlane rocketreach rockset rollbar rollworks roninapp rootly route4me rownd rubrik ' +
    'rudder runn runpod runrunit runscope runwayml rytr',
  s:
    'safebase safetyculture sagepay sailthru salesblink salescookie salesflare salesforce salesloft salesmate ' +
    'salsify sambanova samsara samsungcloud sanityio satismeter saucelabs saucenao saviynt savvycal scaleai ' +
    'scaledrone scaleft scalegrid scaleway scalingo scalyr schoology scoro scrapegraphai scrapeowl scraperapi ' +
    'scraperbox scrapersite scrapestack scrapfly scrapingant scrapingbee scrapinghub screenshotapi ' +
    'screenshotlayer screenshotone scrimba scrivify scrutinizer searchapi searxng seatgeek securitytrails ' +
    'segmentio selectpdf sellfy sellix sellsy semanticscholar semantria semaphoreci semgrep semrush sendbee ' +
    'sendbird sendcloud sendfox sendgrid sendible sendinblue sendlane sendlayer sendowl sendpulse sendx sensedia ' +
    'sensortower sentinelhub sentinelone sentryio seoptimer seqera sequenceio serpapi serper serphouse serply ' +
    'serpstack serpwow servicem8 servicenow servicetitan setmore settlemint sevenrooms sezzle shapediver ' +
    'sharepoint sharetribe sheetdb sheetson sheety sherpadesk shift4 shipbob shipday shipengine shipium shipmonk ' +
    'shippable shippeo shippo shiprocket shipstation shipwire shodan shopee shopgate shopify shortcutapi shortio ' +
    'shotgrid shotstack shufti shutterstock sidekiq sigfox signalfx signalwire signaturely signaturit signavio ' +
    'signeasy signnow signoz signrequest signupgenius signwell sigopt siliconflow simfin similarweb ' +
    'simpleanalytics simplecast simplefin simplenote simplesat simpletexting simplybook simplynoted simvoly sinch ' +
    'sinequa sirv sisense siteground siteimprove siteleaf skilljar skillsoft skio skrapp skuvault skybiometry ' +
    'skyflow skyscanner skyvern slashdb slashid sleekflow sleeknote slintel slite smallpdf smartbear smartdraw ' +
    'smartling smartlook smartproxy smartrecruiters smartrent smartsheet smartthings smartystreets smithery ' +
    'smmpanel smooch smsapi smsbump smsglobal smugmug snapaddy snapchat snaplogic snappay snipcart snipercrm ' +
    'snovio snowplow snyk soasta socialblade socialinsider socketdev sofascore softlayer softr solanafm solaredge ' +
    'solarwinds solcast solscan solvedata songkick songstats sophos soundcloud sourcegraph spacelift spamhaus ' +
    'sparkpost speakap speakeasyapi spectralops spectrocoin speechify speechly speechmatics speechtextai spendesk ' +
    'spiceworks spiderapi spinwheel splitio splitwise splunk spoonacular sportdevs sportmonks sportradar ' +
    'sportsdata sportsmonk spotdraft spotify spotinst sprinklr sproutsocial spruthub spryker squadcast squadhelp ' +
    'squareapi squareapp squarespace squareup sslmate stabilityai stackadapt stackby stackhawk stackpath ' +
    'stackshare stardog statista statsig statuscake statuspage statuspal steadfast steamapi steamgriddb stedi ' +
    'stellate stigg stitchdata stockdata stocktwits stockx stonly storecove storj stormboard stormglass storyblok ' +
    'storychief storyxpress straker strapi strava streamelements streamlabs streamnative streamtape streamyard ' +
    'strivenp stytch submittable subscan substack sucuri sugarcrm sugester sumologic sumsub sumup supabase ' +
    'supadata superagi superduperai supermetrics supernotes superops superpeer supersaas supertokens supportbee ' +
    'surferseo surgehq surgesms surrealdb survata surveyanyplace surveybot surveygizmo surveymonkey surveysparrow ' +
    'survicate svix swaggerhub swapcard swarmia sweepwidget swiftype swimm swym symbl symbolab sympla syncari ' +
    'syncfusion synology synopsys synthesia sysdig',
  t:
    'tabnine taboola tailscale talenthr talentlms talkdesk tallyfy tanium tapfiliate targetprocess taskade ' +
    'taskrabbit tatum tatumio tauria tavily tavus taxbandits taxcloud taxdoo taxjar teachfloor teamcity teamgate ' +
    'teamleader teampasswordmanager teamtailor teamviewer teamwave teamwork technicalanalysisapi telegram ' +
    'telerivet telesign teletypeapp telnyx temboo temporalcloud tenable tencent tenderly tensordock teradata ' +
    'termii testrail textkernel textlocal textmagic textmarketer textrazor thegraph thehive theirstack themoviedb ' +
    'theoddsapi thetvdb theysaidso thinkific thirdweb thousandeyes threatconnect threatmon threatq threatstack ' +
    'threecommas thunderstore thunkable tibber tibco ticketleap ticketmaster tickettailor tickspot ticktick tidb ' +
    'tidbcloud tidio tiendanube tigerdata tiingo tiktok tilda timebutler timecamp timekit timescale timetap ' +
    'timetastic timezoneapi timezonedb tinify tinybird tinyfax tinypng tmdb tmetric todoist togetherai ' +
    'togetherxyz toggl toggltrack tokeet tolgee tomba tomorrowio tomtom toodledo topsort torii totango traceloop ' +
    'trackjs tracxn trademe tradier tradingview tradovate trainline transfermarkt transferwise transifex ' +
    'transloadit transunion travelpayouts travelperk travisci treblle trello trendmicro trengo triggerdev trimble ' +
    'trinsic tripadvisor tripletex triplewhale truecaller trueclicks truefoundry truelayer truenas truework ' +
    'trunkio trustarc trustly trustpilot trustwave trychroma tumblr tunein turbohq turborepo turbot turso tuya ' +
    'tvmaze twake twelvedata twelvelabs twilio twingate twitch twitter twocaptcha tyk tyntec typeform typefully ' +
    'typesense typetalk typingdna',
  u:
    'uberapi ubidots uclassify ultravox umami unacademy unbabel unbounce unbxd unifyid unipile unisender uniswap ' +
    'unkey unleashapi unqork unsplash unstructuredio untappd upbank upcdatabase upcloud upguard uplead uploadcare ' +
    'uploadthing uppromote upsellit upstash upstox uptimerobot uptrace upwave upwork urbanairship urbandictionary ' +
    'urlbae urlbox urlmeta urlscan usabilla usebouncer usercentrics userguiding userlane userleap userpilot ' +
    'usersnap uservoice ushahidi uspsapi uspto',
  v:
    'vagaro vagrantcloud valimail valtown vanta vantagesh vastai vatcomply vatlayer vatsense vaultproject vbout ' +
    'vectara vectorizeio veeam veeva vellum velocify velopayments venafi veniceai veracode vercara vercel ' +
    'verifalia veriff verifone verimail veriphone verkada versioneye veryfi vexpenses victorops videoask vidmob ' +
    'vidyard viewneo vimcal vimeo virtru virtuagym virusdie virustotal visma visualcrossing visualping vitally ' +
    'vivino vkontakte vocean voicebase voiceflow voicegain voicerss voipms volcengine voluum vonage voodoosms ' +
    'voucherify vouchery voxel51 voyageai vpnapi vsco vtex vtiger vultr vwo vyond vyte',
  w:
    'wakatime walkscore walletconnect walmart wandb wappalyzer warpstream wasabi watchmode watsonx waveapps ' +
    'waxpeer wayfair wazuh wealthbox weatherapi weatherbit weatherflow weatherstack weatherunderground weav ' +
    'weaviate web3forms web3storage webengage webex webexbot webflow webinarjam weblium webpagetest webpurify ' +
    'webscraping webshare webshrinker websitepulse webz wechat wecom weebly weglot weightsandbiases wellsaid ' +
    'wepay wetransfer weworkremotely whatcms whatfix whatsapp whispir whitesource whoisjson whoisxml whoxy ' +
    'wildapricot windmilldev wisepops wistia witai wizapp wizehire wolframalpha woocommerce woodpeckerio woopra ' +
    'wordnik wordtune workamajig workato workflowmax workfront workhuman workiom workiva workona workos workramp ' +
    'worksnaps worldcoinindex worldtides worldweather wpengine wpscan wrike writecream writesonic wufoo ' +
    'wunderground wunderkind wunderlist',
  x:
    'xactly xaiapi xano xanoapi xata xendit xenforo xero ximilar xinge xirsys xmatters xolphin xsolla xtm ' +
    'xtremepush xverify',
  y:
    'yahooapi yammer yandex yapily yardi yelp yenepay yext yfinance yieldify ynab yodeck yodiz yodlee yotpo ' +
    'youcanbookme youcom youneedabudget youscan yousign youtrack youtube yubico yunopayments',
  z:
    'zadarma zagomail zapier zappi zeabur zebrium zendesk zenefits zenhub zenkit zenoti zenrows zenscrape zenserp ' +
    'zenvia zeplin zerobounce zeropark zerossl zerotier zestful zettle zhipuai zignaly zilliz zillow zimbra ' +
    'zingtree zipbooks zipcodeapi zipcodebase ziprecruiter zluri zoho zohobooks zohocrm zohodesk zonkafeedback ' +
    'zonos zoomeye zoominfo zoopla zscaler zuko zulip zulipchat zuora zuplo zyla zylo zyro zyte',
};

/** Names that are ordinary words, tools or formats too, by their first letter. */
const AMBIGUOUS: Readonly<Record<string, string>> = {
  a:
    'abacus acquire adjust adobe aleph alpaca amplitude anchore apollo appveyor artifactory astronomer atlas ' +
    'attentive axiom azure',
  b: 'backlog bandwidth beamer beams bing bitbucket bitwarden blogger bluesky box brave bubble bugcrowd',
  c:
    'cal campaigner canny canvas capsule cartesia chaser chroma chromatic clarity claude clearout clockwise close ' +
    'cloudant clover clubhouse coda codeberg codecov codeship cohere comet conductor confluence consensus consul ' +
    'convertio convex copper cosmosdb couchdb courier coveralls crates crisp crowdin cursor',
  d:
    'daily dandelion debounce delighted deputy dimensions discourse ditto docker dockerhub dovetail drift drip ' +
    'dub duo',
  e: 'elasticsearch encore enigma entra envoy eraser estuary exa expo',
  f:
    'factorial fal fathom fiddler figment fillout finch fireworks fixer flagship float flow fluentd fly forefront ' +
    'forethought fountain framer front fulcrum fulfil',
  g:
    'galileo gamma gemini genius geocode geoip geolite getgist getpocket getresponse getstream ghost gitea gitee ' +
    'github gitlab gitpod gitter gladly glean glide glm gong goodday graphite gremlin guardrails guru',
  h: 'hackerone harbor harness hcp heap hive honeycomb hospitable humanity hume hyperbolic hyperline',
  i:
    'ideogram impact impala incident inflection influxdata influxdb insomnia instantly intruder inworld ipbase ' +
    'ipdata ironclad iterable',
  j: 'jasper jenkins jetbrains jfrog jira journeyapps judgeme',
  k: 'kafka kaleido karbon keen keycloak kit kluster knapsack knock kubernetes',
  l:
    'lago langchain lattice leonardo lever librariesio limewire linear linkpreview linkup livestream lob loom ' +
    'loops lovable',
  m:
    'magento magic maildrop manifold masterclass mastodon materialize maven maze meetup mend mention mercury meta ' +
    'microsoft microsoftteams miro mlflow mmdb modal monday moodle morph motion moviedb moz msal mural mutiny mux',
  n: 'namely nasa nasdaq neon neutrino nexus nimble noticeable notion npm nuget nutshell nvidia nyt',
  o:
    'observable octopus omnivore opal openai2 opencollective opensea openstack opensuse openvpn oracle orbit orca ' +
    'orchid originality outline outlook outreach owm',
  p:
    'paddle pangea panther parabola parallel parseur particle passage peekalink percy permit persona phish phrase ' +
    'piano pivotal piwik plain plausible pluggy pocket poe polar polaris polygon postgres postman prebid prefect ' +
    'prerender preset prestashop prisma prismatic privy prolific prometheus pulsar pushed pusher pushy pydantic ' +
    'pypi',
  q: 'quay quip',
  r:
    'rabbitmq railway raindrop ramp readme redhat redis redpanda refiner reka relay relevance remoteok render ' +
    'replicate resemble resend rev reverb revolut rhombus ripe rippling riverside roaring rollout rossum routable ' +
    'rubygems runway',
  s:
    'sage sanity sauce scale scalr segment seldon semaphore sendpost sentry serp serverless sharefile shopware ' +
    'shortcut sift signable sitespeed slab slack smartcar smarty snov snowflake sonar sonarcloud sonarqube ' +
    'sonatype sourceforge split splitit spot spree square ssllabs stability stack stackblitz stacker ' +
    'stackexchange steam steel stencil stepfun stitch stoplight storyteller streak streamlit stripe stripo sumo ' +
    'superagent superhuman superset supervisely surge swagger swell switchboard symphony syncro',
  t:
    'tabby tableau talkable tally teachable teamup teletype tempo temporal terraform terraformcloud textract tfc ' +
    'tfe tick tigris timely tines tinymce titan toast together tolstoy tonic torn trailhead transcend travis tray ' +
    'tribe trigger tripit trolley twenty twist',
  u: 'umbrella unico unify unity unleash unstructured updown uphold uplift userflow userstack usertesting',
  v: 'vagrant vantage vapi vault vaultwarden vectorshift venice vero vespa viva vmware voiceit vouched',
  w:
    'warp watson weblate webscraper whereby wikimedia windmill windsurf wit wiz wordpresscom workable workboard ' +
    'workday writer',
  x: 'xai',
  z: 'zai zep zepto zoom',
};

function wordsOf(groups: Readonly<Record<string, string>>): readonly string[] {
  return Object.values(groups).flatMap((words) => words.split(' '));
}

/**
 * Words by which vendors of interfaces are recognised in variable names and prose: lower-case letters and digits, names
 * of several words written together. Whatever begins with a word of six letters or more means it too, so that none of
 * those is the beginning of another.
 */
export const VENDOR_WORDS: readonly string[] = wordsOf(DEFINITE);

/** Further vendors, whose names say nothing alone: they count in one identifier with key, token or secret only. */
export const AMBIGUOUS_VENDOR_WORDS: readonly string[] = wordsOf(AMBIGUOUS);
