package dev.signet.key;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class NativeCryptographyTests {

	/** Where the provider unpacks its library. */
	private static final String DIRECTORY = "com.amazon.corretto.crypto.provider.tmpdir";

	private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

	@AfterEach
	void putBack() {
		Thread.currentThread().setContextClassLoader(this.loader);
		System.clearProperty(DIRECTORY);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void findThenTheNativeProviderAndItIsNotInstalled() {
		assertThat(NativeCryptography.find(true))
			.hasValueSatisfying((provider) -> assertThat(provider.getName()).isEqualTo("AmazonCorrettoCryptoProvider"));
		assertThat(Security.getProvider("AmazonCorrettoCryptoProvider")).isNull();
	}

	@Test
	void findWhenNotWantedThenTheJdk() {
		assertThat(NativeCryptography.find(false)).isEmpty();
	}

	@Test
	void findWhenNotInTheClassPathThenTheJdk() {
		Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
		assertThat(NativeCryptography.find(true)).isEmpty();
	}

	@Test
	void findWhenItsLibraryCannotBeLoadedThenTheJdk(@TempDir Path directory) throws Exception {
		System.setProperty(DIRECTORY, Files.createFile(directory.resolve("file")).toString());
		try (URLClassLoader fresh = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
			Thread.currentThread().setContextClassLoader(fresh);
			assertThat(NativeCryptography.find(true)).isEmpty();
		}
	}

	private static URL[] classPath() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(NativeCryptographyTests::url)
			.toArray(URL[]::new);
	}

	private static URL url(String path) {
		try {
			return new File(path).toURI().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
