using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bybit.Rest;

/// <summary>The category of products, which is the same in all calls.</summary>
internal static class Categories
{
    /// <summary>Checks the category; another than <c>linear</c> is remembered as the call's problem.</summary>
    public static RestParameters Linear(this RestParameters parameters, bool required = true)
    {
        var category = parameters.Text("category");
        if (category != "linear" && (required || category.Length > 0))
        {
            parameters.Bad("Illegal category", isWholeText: true);
        }

        return parameters;
    }
}
