package dev.signet.directory;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What all directories have in common.
 *
 * @param trustedCertificates a file with the certificates, in PEM, of the authorities
 * whose word counts about directories, instead of those that Java trusts
 * @param giveAdmin whether groups of a directory may make administrators
 */
@ConfigurationProperties("signet.directory")
record DirectoryProperties(@Nullable Path trustedCertificates, @DefaultValue("false") boolean giveAdmin) {
}
