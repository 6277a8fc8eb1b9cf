// What the web-views of apps say they are.

export const APPS: Record<string, string> = {
  '微信，安卓':
    'Mozilla/5.0 (Linux; Android 12; V2001A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/107.0.5304.141 Mobile Safari/537.36 XWEB/5075 MicroMessenger/8.0.40.2420(0x28002837) NetType/WIFI Language/zh_CN ABI/arm64',
  '微信，iPhone':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 16_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.40(0x18002831) NetType/4G Language/zh_CN',
  '微信小程序':
    'Mozilla/5.0 (Linux; Android 12; V2001A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/107.0.5304.141 Mobile Safari/537.36 XWEB/5075 MicroMessenger/8.0.40.2420(0x28002837) NetType/WIFI Language/zh_CN ABI/arm64 MiniProgramEnv/android miniProgram/wx0000000000000000',
  '支付宝':
    'Mozilla/5.0 (Linux; U; Android 12; zh-CN; V2001A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.58 UWS/5.10 Mobile Safari/537.36 UCBS/3.22 NebulaSDK/1.8 Nebula AlipayDefined(nt:WIFI,ws:360|0|3.0) AliApp(AP/10.5.20) AlipayClient/10.5.20 Language/zh-Hans MiniProgram',
};
