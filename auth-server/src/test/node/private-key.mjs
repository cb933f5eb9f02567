// The app's own signing key, as the test made and registered it.

export async function privateKey({ jwk, algorithm }) {
  return { key: await crypto.subtle.importKey('jwk', jwk, parameters(algorithm), false, ['sign']), kid: jwk.kid };
}

function parameters(algorithm) {
  const hash = `SHA-${algorithm.slice(2)}`;
  switch (algorithm.slice(0, 2)) {
    case 'ES':
      return { name: 'ECDSA', namedCurve: 'P-256' };
    case 'PS':
      return { name: 'RSA-PSS', hash };
    default:
      return { name: 'RSASSA-PKCS1-v1_5', hash };
  }
}
