using System.Text.Json;

namespace ActorBots.Simulation.Tests.Wire;

/// <summary>Assertions about JSON.</summary>
internal static class JsonAssert
{
    /// <summary>The object has exactly these fields.</summary>
    public static void Fields(JsonElement json, params string[] names) =>
        Assert.Equal(names.Order(StringComparer.Ordinal), json.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));

    /// <summary>Fields have these texts.</summary>
    public static void Texts(JsonElement json, params (string Name, string Value)[] expected) =>
        Assert.Equal(expected, expected.Select(e => (e.Name, json.GetProperty(e.Name).GetString()!)));

    /// <summary>A field's text.</summary>
    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    /// <summary>The first entry of a frame's data.</summary>
    public static JsonElement First(this JsonElement frame) => frame.GetProperty("data")[0];
}
