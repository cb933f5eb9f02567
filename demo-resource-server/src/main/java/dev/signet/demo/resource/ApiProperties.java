package dev.signet.demo.resource;

import java.net.URI;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whom this API believes.
 *
 * @param issuer name of the only authorization server whose tokens are accepted
 * ({@code iss}), exactly as its discovery document spells it
 * @param jwkSetUri where that server's public keys are fetched; in a container network
 * another address than the issuer's
 * @param audience this API's own name ({@code aud}); a token made for another API is
 * refused
 */
@ConfigurationProperties("demo")
record ApiProperties(String issuer, URI jwkSetUri, String audience) {

}
