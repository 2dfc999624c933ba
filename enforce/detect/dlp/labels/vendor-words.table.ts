// SPDX-License-Identifier: Apache-2.0

function list(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** Vendors beside those of `vendor-names.table.ts`, by the name that stands in identifiers. */
export const MORE_VENDOR_WORDS: readonly string[] = list(`
  abuseipdb abyssale accuweather activecampaign acuity adafruit adyen adzuna aeroworkflow affinda agora airbrake aircall
  airship airtable airvisual aiven akamai alchemy alconost alegra aletheiaapi algolia alibaba aliyun alienvault allsports
  alphavantage amadeus ambee amplitude anypoint apacta apideck apiflash apify apilayer apimatic apimetrics apitemplate
  api2cart apollo appcues appdynamics appfollow appointedd appoptics appsflyer appsignal appsynergy appwrite appveyor
  arcgis artifactory artsy asana assemblyai atera atlassian audd auth0 authorizenet autoklose autopilot avalara avazaapp
  aviationstack axonaut aylien ayrshare backblaze baidu bamboohr bannerbear baremetrics baserow baseten beebole besnappy
  besttime betteruptime betterstack billomat binance binaryedge bitbar bitbucket bitcoinaverage bitfinex bitly bitmex
  bitrise bitstamp bittrex blablabus blazemeter blitapp blockfrost blocknative blogger bluesky bombbomb boomi boostnote
  borgbase braintree brandfetch brevo brightdata browserless browserstack browshot buddyns budibase bugherd bugsnag
  buildkite bulbul bulksms bunnycdn buttercms bybit calcom calendarific calendly calorieninja callrail campayn
  campaignmonitor canva capsulecrm captaindata carboninterface cashboard caspio censys centralstationcrm cerebras cexio
  chargebee chartmogul chatbot chatfuel chatwoot checkbook checkly checkout checkvist chorus circleci clarifai clearbit
  clevertap clickhouse clicksend clickup clientary clinchpad clockify clockworksms clojars cloudconvert cloudelements
  cloudflare cloudimage cloudinary cloudmersive cloudplan cloudsmith cloudways cloverly cloze clustdoc coassemble codacy
  codeclimate codecov codemagic codequiry coinapi coinbase coingecko coinlayer coinlib coinmarketcap commercejs
  commercetools commodities companyhub conekta confluent contentful contentstack convertapi convertkit convier copyleaks
  copyscape countrylayer coveralls covalent craftmypdf credly criteo crowdin crowdstrike cryptocompare currencycloud
  currencyfreaks currencylayer currencyscoop currentsapi customerguru customerio d7network dailyco dareboost databox
  datadog datafire datagov datastax debounce deepai deepgram deepinfra deepl deepseek delighted demio deribit detectify
  detectlanguage devto dfuse dialpad dialogflow diffbot diggernaut digitalocean discogs discourse discord disqus ditto
  dnscheck dnsimple docparser documo docusign doppler dotdigital dovico dreamhost dribbble dronahq dropbox duffel
  duosecurity dwolla dynalist dynatrace dyspatch eagleeyenetworks easyinsight easypost easyship ecostruxure edamam edenai
  eightxeight elasticemail elevenlabs emailoctopus enablex eniva enterprise-endorlabs etherscan etsy eventbrite everhour
  eversign exchangeratesapi exportsdk extractorapi facebook faceplusplus fastforex fastly feedier fetchrss fibery figma
  fileio finage financialmodelingprep findl finicity finnhub firecrawl flatio fleetbase flexport flickr flightapi
  flightlabs flightstats flowdash flowflu flutterwave fmfw formbucket formcraft formio formsite formspree foursquare
  freeagent freshbooks freshdesk freshping freshservice freshworks fulcrumapp fullcontact fullstory fusebill fxmarket
  gengo geoapify geocode geocodify geocodio geoipifi getemail getemails getgeoapi getgist getresponse getsandbox getstream
  giphy gitbook gitea gitee gitguardian gitter glassnode gocanvas gocardless godaddy goodday goodreads grafana graphcms
  graphhopper greenhouse greptile groovehq gtmetrix guardianapi gumroad gyazo habitica hackerone happi happyscribe harness
  hellosign helpcrunch helpscout hereapi heroku hetzner hive hiveage holidayapi holistic honeybadger hootsuite hotjar
  html2pdf hubspot huggingface humanity hunterio hybiscus hypertrack hypeauditor ibmcloud iconfinder iexcloud iexapis
  imagekit imagga impala imgbb imgix imgur infobip infracost infura insightly instabug instagram instamojo integromat
  intercom interseller intrinio invoiceocean ip2location ipapi ipgeolocation ipify ipinfo ipinfodb ipqualityscore ipstack
  iqair iterable jdbc jiratoken jotform jumio jumpcloud juro kaggle kakao kaleyra kanbantool karmacrm keenio kickbox
  klarna klaviyo klipfolio knapsackpro kontent koyeb kucoin kylas langfuse langsmith larksuite lastfm launchdarkly
  leadfeeder leaseweb lemlist lemonsqueezy lendflow lessannoyingcrm lexigram lifx lightspeed linkpreview linkedin linode
  livekit liveagent livestorm loadmill locationiq logdna loggly loginradius logzio lokalise looker loyverse lunchmoney luno
  mad3mi magicbell mailboxlayer mailchimp mailerlite mailersend mailgun mailjet mailjetsms mailmodo mailsac maintainx
  mandrill manychat mapbox mapquest marketstack mattermost maxmind mediastack meaningcloud medium meistertask membermouse
  meraki mesibo messagebird metaapi metabase metrilo mezmo microsoftteams midtrans mindmeister miro mistral mite
  mixmax mixpanel mockaroo moderation mollie monday mongodbatlas monkeylearn moonclerk moosend moralis mrticktock mux
  myfreshworks myexperiment mux nasdaqdatalink nethunt netlify netcore neutrinoapi newrelic newsapi newscatcher nexmo
  nftport ngrok nicereply nightfall nimble nitro noticeable notion nozbeteams npmjs numverify nutritionix nylas nytimes
  oanda okta omnisend onbuka onedesk onelogin onepagecrm onesignal onfleet oopspam openai opencagedata openrouter opengraphr
  openuv openweather openweathermap opsgenie optimizely orbit osano outscraper overloop owlbot packagecloud pagarme
  pagerduty pandadoc pandascore paperform paralleldots parsehub parsers parseur partnerstack passbase pastebin paydirt
  paymo paymongo paypal paystack paytm paytrace pcloud pdflayer pdfshift peopledatalabs pepipost perplexity phantombuster
  phraseapp pinata pinecone pinterest pipedream pipedrive pivotaltracker pixabay plaid planetscale planview planyo plesk
  podio pollsapi polygonio positionstack posthog postageapp postbacks postman postmark powrbot prefect privacy
  privacycom prodpad productboard promptlayer proofly prospectcrm prospectio protocolsio proxycrawl pubnub pulumi pure360
  purestake pushbullet pushcut pusher pushover qase qualaroo qualtrics qubole quickbase quickmetrics rabbitmq ramp
  rapidapi rawg razorpay reachmail readme reallysimplesystems rebrandly recharge recruitee redditapi refiner rentman
  repairshopr replicate replyio requestfinance resend restpack restpackhtml retellai retoolapi revai revampcrm rev ringcentral
  ritekit roaring robinhood rocketreach rocketchat roninapp rootly route4me rownd rubygems runrunit runpod salesblink
  salescookie salesflare salesforce salesloft salesmate satismeter saucelabs scalewaykey scalewaycloud scalr scrapeowl
  scraperapi scraperbox scrapersite scrapestack scrapfly scrapingant scrapingbee screenshotapi screenshotlayer scrutinizerci
  securitytrails segmentapikey selectpdf semaphore sendbird sendgrid sendinblue sentiment sentry serphouse serpstack
  sheety sherpadesk shipday shipengine shippo shodan shopee shopify shortcut shotstack shutterstock sigopt sigsci
  simfin simplesat simplynoted simvoly sinchmessage sirv siteleaf skrapp skybiometry slack smartsheet smartsheets
  smartystreets smooch smsapi snipcart snowflake snyk soax socrata sonarcloud sonarqube sparkpost speechtextai
  spectralops splunk splunkobservability spoonacular sportradar sportsmonk spotify sqlserver squareapp squarespace
  squareup sslmate stabilityai statuscake statuspage statuspal stitchdata stockdata stockx storecove stormboard
  stormglass storyblok storychief strava streak stripe stripo strapi stytch sugester sumologic supabase supernotes
  surveyanyplace surveybot surveymonkey surveysparrow survicate swell swiftype tableau tailscale tatumio taxjar
  teamgate teamworkcrm teamworkdesk teamworkspaces techstarsapi telegram telegrambot telnyx teletype tempomonitor
  terraformcloud testingbot textmagic theoddsapi thinkific thousandeyes ticketmaster ticktick tiingo tineswebhook
  tmetric todoist toggltrack togetherai tomorrowio tomtom tradier transferwise travelpayouts travisci trello
  trufflehog tru twelvedata twilio twist twitch twitter tyntec typeform typetalk ubidots uclassify unifyid unplugg
  unsplash uplead uploadcare upcdatabase uptimerobot upstash upwave urlscan userflow userstack vagrantcloud vatlayer
  vbout vercel verifier verimail veriphone versioneye viewneo virustotal visualcrossing voicegain voodoosms vonage
  vouchery vpnapi vultr vyte walkscore weatherapi weatherbit weatherstack webex webflow webscraper webscraping websitepulse
  wepay whoxy wistia wiz woocommerce workable workato workstack worldcoinindex worldweather wrike wrikeapi xero yandex
  yelp younium youneedabudget youtubeapi zapierwebhook zapier zendesk zenkit zenrows zenscrape zenserp zeplin zerobounce
  zerotier zipapi zipbooks zipcodeapi zipcodebase zohocrm zonkafeedback zoom zulip zulipchat`).filter((word) =>
  /^[a-z0-9]+$/.test(word),
);

/**
 * Names and words that are also words of the language, or stand in every program: they count beside the word `key` and
 * for tokens of a known shape only.
 */
export const PLAIN_WORDS: readonly string[] = list(`
  abstract acuity ado age airship alchemy alpaca amazon amplitude api apollo apple appspecific arm astro astronomer atlas aws
  azure aad app baidu beamer bill bird bitbucket block blogger bootstrap box branch bubble buddy bunny calendly canny
  capsule captcha cartesia checkout chorus chroma cicero circle clari clerk clickhouse clockwork close cloud cloze cockpit
  coda code cohere column commodities consul copper cos courier credentials cs cursor cypress daily dandelion dd deputy
  discourse ditto docker dovetail drift drone dub duo elastic elasticsearch enigma entra eventhub exa expo facebook fal
  falcon fauna fb fernet figma firebase fixer float fly form front fulcrum function functions gcs geocode ghost gitea github
  gitlab gitter goog google gradle groove guardian guru gusto harness harvest hash hcp here hive hmac honeycomb host hudson
  hunter ibm icloud iex impala influx influxdb intercom intruder iothub iterable jdbc jenkins jina jira keen keygen kinde
  knapsack kraken kubeadm kubernetes lambda lark line linear lob local looker luno medium meta metal moderation monday msal
  netcore nimble nitro nomad npmjs orbit packet parsers pat postbacks privacy prefect pusher ramp readme recharge
  refresh refreshtoken registry rev route search segment semaphore sentiment shortcut slack snowflake softlayer spaces
  splunk square streak swell tenant terraform tfc tfe token translator tru twist vault verifier vsts watson xauthkey zoom
  spotify twitter youtube sentry vercel netlify stripe openai postman storyblok strapi discord telegram miro mite
  rabbitmq sqlserver checkbook clojars rubygems`);
